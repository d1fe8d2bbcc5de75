/* Registering a security key, and signing in with one. The button is only there where it can work. */
import { decode, encode } from './cbor.js'

const CBOR = 'application/cbor'
const TRY_AGAIN = 'Something went wrong. Reload this page and try again'
const WORDS = {
  NotAllowedError: 'The key was not used in time, or you stopped. Try again',
  InvalidStateError: 'This key is registered already'
}

const CEREMONIES = {
  register: async (options) => {
    const { response } = await navigator.credentials.create(options)
    return { attestationObject: response.attestationObject, clientDataJSON: response.clientDataJSON }
  },
  check: async (options) => {
    const { rawId, response } = await navigator.credentials.get(options)
    return {
      credentialId: rawId,
      authenticatorData: response.authenticatorData,
      clientDataJSON: response.clientDataJSON,
      signature: response.signature
    }
  }
}

/* What the portal refuses comes with a text for the person; anything else is a page that nobody asked for. */
class Refusal extends Error {}

const ask = async (address, options = {}) => {
  const response = await fetch(address, options)
  if (response.headers.get('Content-Type') !== CBOR) throw new Error('not an answer')
  const answer = decode(await response.arrayBuffer())
  if (!response.ok) throw new Refusal(answer)
  return answer
}

class SecurityKey {
  constructor (root) {
    this.root = root
    this.address = root.dataset.address
    this.ceremony = CEREMONIES[root.dataset.securityKey]
  }

  offer () {
    this.root.replaceChildren(this.root.querySelector('template').content)
    this.alert = this.root.querySelector('[role=alert]')
    this.form = this.root.querySelector('form')
    this.button = this.root.querySelector('button')
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.use()
    })
  }

  async use () {
    this.button.disabled = true
    this.alert.textContent = ''
    try {
      const parts = await this.ceremony(await ask(this.address))
      const headers = { 'Content-Type': CBOR, 'X-CSRFToken': this.form.elements.csrfmiddlewaretoken.value }
      const answer = await ask(this.address, { method: 'POST', headers, body: encode(parts) })
      window.location.assign(answer.redirect_url)
    } catch (error) {
      this.alert.textContent = error instanceof Refusal ? error.message : WORDS[error.name] ?? TRY_AGAIN
      this.button.disabled = false
      this.button.focus() // which it lost when it was disabled
    }
  }
}

const unsupported = (root) => {
  const text = document.createElement('p')
  text.className = 'govuk-body'
  text.textContent = 'This browser cannot use security keys. Use another one.'
  root.replaceChildren(text)
}

document.querySelectorAll('[data-security-key]').forEach((root) => {
  if (window.PublicKeyCredential) new SecurityKey(root).offer()
  else unsupported(root)
})
