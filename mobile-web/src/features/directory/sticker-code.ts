// Recognises the code on a sticker in what somebody typed.

/** The sticker code in capitals (six Crockford characters and a check character), or undefined. */
export function stickerCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{6}[0-9A-HJKMNP-TV-Z*~$=U]$/.test(code) ? code : undefined
}
