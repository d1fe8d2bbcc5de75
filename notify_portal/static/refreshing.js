/* Parts of a page that refresh themselves: rarer and rarer while nobody looks or nobody answers, and only if they have changed. */

const LONGEST_PAUSE = 32
const MATCHES = '[hx-trigger^="every"]'
const NOT_MODIFIED = 304

/* How many turns a part lets pass before it asks again, and which version of it the page shows. */
const states = new WeakMap()

const stateOf = (part) => {
  if (!states.has(part)) states.set(part, { pause: 0, left: 0, version: null })
  return states.get(part)
}

const slowDown = (state) => {
  state.pause = Math.min(LONGEST_PAUSE, state.pause * 2 || 1)
  state.left = state.pause
}

const hurry = (state) => {
  state.pause = 0
  state.left = 0
}

const ofPart = (listener) => (event) => {
  const part = event.detail.elt
  if (part?.matches?.(MATCHES)) listener(stateOf(part), event)
}

const mayAsk = (state, event) => {
  if (state.left > 0) {
    state.left -= 1
    event.preventDefault()
  } else if (document.hidden) {
    slowDown(state)
  }
}

const sayVersion = (state, event) => {
  if (state.version) event.detail.headers['If-None-Match'] = state.version
}

const takeAnswer = (state, event) => {
  const { xhr } = event.detail
  if (xhr.status === NOT_MODIFIED) event.detail.shouldSwap = false
  else if (event.detail.shouldSwap) state.version = xhr.getResponseHeader('ETag')
}

const noteOutcome = (state, event) => {
  const { successful, xhr } = event.detail
  if (!successful && xhr.status !== NOT_MODIFIED) slowDown(state)
  else if (!document.hidden) hurry(state)
}

/* Whoever comes back to the page wants to see how things are. */
const askAtOnce = () => {
  if (document.hidden) return
  document.querySelectorAll(MATCHES).forEach((part) => {
    const state = stateOf(part)
    if (state.pause === 0) return
    hurry(state)
    window.htmx.ajax('GET', part.getAttribute('hx-get'), { source: part, swap: part.getAttribute('hx-swap') })
  })
}

export const watchParts = () => {
  document.addEventListener('htmx:beforeRequest', ofPart(mayAsk))
  document.addEventListener('htmx:configRequest', ofPart(sayVersion))
  document.addEventListener('htmx:beforeSwap', ofPart(takeAnswer))
  document.addEventListener('htmx:afterRequest', ofPart(noteOutcome))
  document.addEventListener('visibilitychange', askAtOnce)
}
