// Parts of a case as people see it: light, timeline, letter.
import type { ComponentChildren } from 'preact'
import { common } from '@/shared/text/common'

export type LightName = 'NONE' | 'YELLOW' | 'RED'

/** The warning light: shape and word beside the colour. */
export function Light({ light, say, bare = false }: { light: LightName; say?: string | undefined; bare?: boolean }) {
  const name = light.toLowerCase()
  const words = light === 'NONE' ? (say ?? common.lights.NONE) : common.lights[light] + (say ? ` · ${say}` : '')
  return <span class={`light light--${name}${bare ? ' light--bare' : ''}`}>{words}</span>
}

/** One thing that happened or will happen. */
export interface Happening {
  when: string
  iso?: string | undefined
  title: string
  text?: ComponentChildren
  mark?: 'now' | 'red' | 'todo' | undefined
}

/** What happened, newest first, or what is to come. */
export function Timeline({ list }: { list: readonly Happening[] }) {
  return (
    <ol class="timeline mt4">
      {list.map(({ when, iso, title, text, mark }, at) => (
        <li key={at} class={mark}>
          {iso ? <time dateTime={iso}>{when}</time> : <span class="when">{when}</span>}
          <h3>{title}</h3>
          {text && <p>{text}</p>}
        </li>
      ))}
    </ol>
  )
}

/** A reply, set like a letter: paragraphs and who signs. */
export function Letter({ text, lead, from, day, children }: { text: string; lead?: string; from: string; day: string; children?: ComponentChildren }) {
  const lines = text.split(/\n+/).filter((line) => line.trim())
  const greeting = greets(lines[0]) ? lines[0] : undefined
  const body = greeting ? lines.slice(1) : lines
  return (
    <div class="letter mt3">
      {greeting && <p>{greeting}</p>}
      {lead && (
        <p>
          <b>{lead}</b>
        </p>
      )}
      {body.map((line, at) => (
        <p key={at}>{line}</p>
      ))}
      {children}
      <p class="letter__sign">
        {from}
        <br />
        <span class="soft small">{day}</span>
      </p>
    </div>
  )
}

/** Whether a letter's first line only greets; the finding then follows it. */
function greets(line: string | undefined): boolean {
  return line !== undefined && line.length <= 12 && /[：:，,]$/.test(line)
}

/** A sum that explains a date: each line "what: how much". */
export function Sum({ lines }: { lines: readonly string[] }) {
  return (
    <table class="sum">
      <tbody>
        {lines.map((line, at) => {
          const cut = line.search(/[:：]/)
          return (
            <tr key={at}>
              <th scope="row" colSpan={cut > 0 ? undefined : 2}>
                {cut > 0 ? line.substring(0, cut) : line}
              </th>
              {cut > 0 && <td>{line.substring(cut + 1).trim()}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
