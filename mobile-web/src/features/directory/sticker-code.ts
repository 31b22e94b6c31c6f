// Recognises the code on a sticker in what somebody typed, by the server's own rule (`server/src/domain/entry/code.rs`).

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 7

/** The sticker code in capitals, or undefined if it is none or has a wrong character. */
export function stickerCode(typed: string): string | undefined {
  const code = plain(typed)
  const values = Array.from(code, (letter) => alphabet.indexOf(letter))
  const last = values.pop()
  return code.length === length && values.every((value) => value >= 0) && check(values) === last ? code : undefined
}

/** Whether somebody meant a code, though it is none: about as long, with a digit, and nothing but letters and digits. */
export function isMistypedCode(typed: string): boolean {
  const code = plain(typed)
  return /^[0-9A-Z*]{6,8}$/.test(code) && /[0-9]/.test(typed) && stickerCode(typed) === undefined
}

function plain(typed: string): string {
  return typed
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** The check character's value: Horner's rule in the field of 32 elements. */
function check(values: readonly number[]): number {
  return values.reduce((sum, value) => double(sum ^ value), 0)
}

/** Multiplies by the field's generator (polynomial x⁵ + x² + 1). */
function double(value: number): number {
  const twice = value << 1
  return twice & 32 ? twice ^ 37 : twice
}
