/* A file is sent as soon as it is chosen: one button to choose it takes the place of the input and the button that sends it. */

const PATIENCE_MS = 2000

const chooser = (input, submit) => {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = submit.className
  button.textContent = 'Choose file'
  /* Links of the error summary lead to the id that the input has without script. */
  button.id = input.id
  const described = input.getAttribute('aria-describedby')
  if (described) button.setAttribute('aria-describedby', described)
  return button
}

const statusLine = () => {
  const line = document.createElement('p')
  line.className = 'govuk-body'
  line.setAttribute('role', 'status')
  return line
}

const enhance = (form) => {
  const input = form.querySelector('input[type=file]')
  const submit = form.querySelector('button')
  const button = chooser(input, submit)
  const line = statusLine()
  /* The button is named by its own words. */
  form.querySelector(`label[for="${input.id}"]`)?.removeAttribute('for')
  input.id = 'hidden-file'
  input.hidden = true
  submit.replaceWith(button, line)

  let waiting
  const ready = () => {
    clearTimeout(waiting)
    form.reset()
    button.disabled = false
    line.textContent = ''
  }
  button.addEventListener('click', () => input.click())
  input.addEventListener('change', () => {
    if (input.files.length === 0) return
    button.disabled = true
    waiting = setTimeout(() => {
      line.textContent = 'Your file is being uploaded and checked. A long one takes a minute.'
    }, PATIENCE_MS)
    form.requestSubmit()
  })
  /* Whoever comes back with the browser's button may choose the same file again. */
  window.addEventListener('pageshow', ready)
}

export const enhanceUploads = () => document.querySelectorAll('form[data-file-upload]').forEach(enhance)
