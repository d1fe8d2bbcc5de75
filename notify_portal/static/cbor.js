/* The part of CBOR (RFC 8949) that options and answers of security keys are made of: integers, bytes, text, arrays, maps,
   booleans and null, each of a known length. */

const [POSITIVE, NEGATIVE, BYTES, TEXT, ARRAY, MAP, SIMPLE] = [0, 1, 2, 3, 4, 5, 7]
const SIMPLE_VALUES = new Map([[20, false], [21, true], [22, null]])

class Reader {
  constructor (buffer) {
    this.view = new DataView(buffer)
    this.at = 0
  }

  value () {
    const head = this.number(1)
    const [kind, length] = [head >> 5, this.length(head & 31)]
    switch (kind) {
      case POSITIVE: return length
      case NEGATIVE: return -1 - length
      case BYTES: return this.bytes(length)
      case TEXT: return new TextDecoder().decode(this.bytes(length))
      case ARRAY: return Array.from({ length }, () => this.value())
      case MAP: return Object.fromEntries(Array.from({ length }, () => [this.value(), this.value()]))
      case SIMPLE: if (SIMPLE_VALUES.has(length)) return SIMPLE_VALUES.get(length)
    }
    throw new TypeError('unknown kind of value')
  }

  length (information) {
    if (information < 24) return information
    if (information > 26) throw new TypeError('unknown length')
    return this.number(2 ** (information - 24))
  }

  number (size) {
    const read = { 1: 'getUint8', 2: 'getUint16', 4: 'getUint32' }[size]
    const number = this.view[read](this.at)
    this.at += size
    return number
  }

  bytes (length) {
    if (this.at + length > this.view.byteLength) throw new RangeError('too short')
    const bytes = new Uint8Array(this.view.buffer, this.at, length)
    this.at += length
    return bytes
  }
}

const head = (kind, length) => {
  if (length < 24) return [kind << 5 | length]
  if (length < 2 ** 8) return [kind << 5 | 24, length]
  if (length < 2 ** 16) return [kind << 5 | 25, length >> 8, length & 255]
  throw new RangeError('too long')
}

export const decode = (buffer) => new Reader(buffer).value()

/* A map of names to bytes: all that is ever sent. */
export const encode = (parts) => {
  const entries = Object.entries(parts).flatMap(([name, part]) => {
    const [text, bytes] = [new TextEncoder().encode(name), new Uint8Array(part)]
    return [...head(TEXT, text.length), ...text, ...head(BYTES, bytes.length), ...bytes]
  })
  return new Uint8Array([...head(MAP, Object.keys(parts).length), ...entries])
}
