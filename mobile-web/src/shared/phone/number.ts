// Phone numbers and codes as people type them.

/** Digits only, without +86; full-width digits count too. */
export function digits(typed: string): string {
  return typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/^\s*(\+|00)86/, '')
    .replace(/\D/g, '')
}

/** Whether it is a mobile number of the mainland. */
export function isMobile(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(phone)
}

/** `138 **** 0000`: enough to recognise one's own. */
export function masked(phone: string): string {
  return `${phone.substring(0, 3)} **** ${phone.substring(7)}`
}
