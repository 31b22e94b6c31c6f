// The query code as people type, paste or scan it.

/** The length with its check character. */
export const codeLength = 17

/** Capitals without gaps; O, I and L are what they look like. */
export function plainCode(typed: string): string {
  return typed
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toUpperCase()
    .replace(/[^0-9A-Z*~$=]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** `K7M2-9QXD-4HTV-B3NP-R`: as the server writes it. */
export function groupedCode(code: string): string {
  return [code.substring(0, 4), code.substring(4, 8), code.substring(8, 12), code.substring(12, 16), code.substring(16)].filter(Boolean).join('-')
}

/** `K7M2 ···· ···· ···· R`: enough to recognise one's own, too little to use. */
export function hiddenCode(code: string): string {
  return `${code.substring(0, 4)} ···· ···· ···· ${code.substring(16)}`
}
