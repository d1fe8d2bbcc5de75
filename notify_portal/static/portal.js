/* What script adds to pages that work without it. */
import { initAll } from './govuk-frontend.min.js'

initAll()

/* Forms that submit themselves: the landing page of an e-mailed link, and signing out. Each has a button as well. */
document.querySelectorAll('form[data-submits-itself]').forEach((form) => form.requestSubmit())

/* A page that nobody looks at does not refresh itself. */
document.addEventListener('htmx:beforeRequest', (event) => {
  if (document.hidden && event.detail.elt.matches('[hx-trigger^="every"]')) event.preventDefault()
})

/* A message about what just happened is read out and comes first in the tab order. */
document.querySelector('.banner[tabindex]')?.focus({ preventScroll: true })

/* Browser suites written for the original portal look for this object. */
window.GOVUK = { stickAtBottomWhenScrolling: {} }
