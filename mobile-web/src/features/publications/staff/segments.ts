// A text cut at its marks, the longer ones first, as the server hides them.

/** A word that may be hidden. */
interface Markable {
  readonly word: string
  readonly state: 'SUGGESTED' | 'ACCEPTED' | 'REMOVED'
}

/** A piece of text, and the word that it is. */
interface Segment {
  readonly text: string
  readonly word?: string
}

/** The text in pieces: those that are marked words, and what stands between them. */
export function segments(text: string, marks: readonly Markable[]): Segment[] {
  const words = marks.map(({ word }) => word).filter(Boolean).sort((one, other) => other.length - one.length)
  const found: Segment[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    const word = words.find((one) => text.slice(at, at + one.length) === one)
    if (word === undefined) {
      plain += text.charAt(at++)
      continue
    }
    if (plain) found.push({ text: plain })
    plain = ''
    found.push({ text: word, word })
    at += word.length
  }
  if (plain) found.push({ text: plain })
  return found
}
