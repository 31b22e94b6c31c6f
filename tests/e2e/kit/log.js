// What must not stand in the server's log: phones that messages went to, and the codes in them.

/** Phones and codes of all messages so far; none if the server is down. */
export async function messageWords(url) {
  try {
    const response = await fetch(`${url}/demo/messages`, { headers: { accept: 'application/json' } })
    const messages = await response.json()
    return messages.flatMap(({ phone, text }) => [phone, ...(text.match(/\d{6,}/g) ?? [])])
  } catch {
    return []
  }
}

/** Those that stand in the log as words of their own: within longer numbers they would be chance. */
export function told(log, words) {
  return [...new Set(words)].filter((word) => new RegExp(`(?<![0-9A-Za-z])${word}(?![0-9A-Za-z])`).test(log))
}
