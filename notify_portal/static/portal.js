/* What script adds to pages that work without it. */
import { initAll } from './govuk-frontend.min.js'
import { watchParts } from './refreshing.js'
import { enhanceUploads } from './file-upload.js'

initAll()

/* Forms that submit themselves: the landing page of an e-mailed link, and signing out. Each has a button as well. */
document.querySelectorAll('form[data-submits-itself]').forEach((form) => form.requestSubmit())

watchParts()
enhanceUploads()

/* A message about what just happened is read out and comes first in the tab order. */
document.querySelector('.banner[tabindex], .banner-default-with-tick[tabindex]')?.focus({ preventScroll: true })

/* Browser suites written for the original portal look for this object. */
window.GOVUK = { stickAtBottomWhenScrolling: {} }
