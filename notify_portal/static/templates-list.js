/* The list of templates: shows only those actions that the selection calls for, and counts what is selected.
   Panels that are not shown are taken out of the page, so that the return key and first buttons are the visible ones. */

const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`

const button = (text, className, onClick) => {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.textContent = text
  element.addEventListener('click', onClick)
  return element
}

class TemplateActions {
  constructor (root) {
    this.root = root
    this.form = root.closest('form')
    this.panels = new Map([...root.querySelectorAll('[data-panel]')].map((panel) => [panel.dataset.panel, panel]))
    this.counter = document.createElement('p')
    this.counter.className = 'govuk-body template-actions__counter'
    this.counter.setAttribute('role', 'status')
    this.clear = button('Clear', 'template-actions__link', () => this.clearSelection())
    for (const panel of this.panels.values()) {
      panel.append(button('Cancel', 'template-actions__link', () => this.close(panel.dataset.panel)))
    }
    this.form.querySelector('button[value="unknown"]').remove()
    this.form.addEventListener('change', (event) => {
      if (event.target.name === 'templates_and_folders') this.showButtons()
    })
    /* The return key on a checkbox: nothing was asked for yet. */
    this.form.addEventListener('submit', (event) => {
      if (!this.panels.has(this.shown)) event.preventDefault()
    })
    /* Browsers tick boxes again when somebody comes back to the page. */
    window.addEventListener('pageshow', () => this.panels.has(this.shown) || this.showButtons())
    const open = root.dataset.open
    if (this.panels.has(open)) this.show(open)
    else this.showButtons()
  }

  get selected () {
    return [...this.form.querySelectorAll('input[name="templates_and_folders"]:checked')]
  }

  showButtons () {
    const selected = this.selected
    const names = selected.length ? ['move-to-existing-folder', 'move-to-new-folder'] : ['add-new-template', 'add-new-folder']
    const current = names.join()
    this.count(selected)
    if (this.shown === current) return
    this.shown = current
    const buttons = document.createElement('div')
    buttons.className = 'govuk-button-group'
    for (const name of names) {
      const panel = this.panels.get(name)
      const opener = button(panel.dataset.title, 'govuk-button govuk-button--secondary', () => this.open(name))
      opener.value = name
      opener.setAttribute('aria-expanded', 'false')
      buttons.append(opener)
    }
    const state = document.createElement('div')
    state.className = 'template-actions__state'
    state.append(this.counter, this.clear)
    this.root.replaceChildren(buttons, state)
    this.root.classList.add('template-actions--sticky')
  }

  count (selected) {
    const folders = selected.filter((input) => input.dataset.kind === 'folder').length
    const templates = selected.length - folders
    const parts = []
    if (templates) parts.push(plural(templates, 'template'))
    if (folders) parts.push(plural(folders, 'folder'))
    this.counter.textContent = parts.length ? `${parts.join(', ')} selected` : 'Nothing selected'
    this.clear.hidden = !parts.length
  }

  show (name) {
    this.shown = name
    this.root.classList.remove('template-actions--sticky')
    this.root.replaceChildren(this.panels.get(name))
  }

  open (name) {
    const panel = this.panels.get(name)
    this.show(name)
    panel.focus({ preventScroll: true })
    panel.scrollIntoView({ block: 'nearest' })
  }

  close (name) {
    this.showButtons()
    this.root.querySelector(`button[value="${name}"]`)?.focus()
  }

  clearSelection () {
    for (const input of this.selected) input.checked = false
    this.showButtons()
    this.root.querySelector('button')?.focus()
  }
}

document.querySelectorAll('[data-template-actions]').forEach((root) => new TemplateActions(root))
