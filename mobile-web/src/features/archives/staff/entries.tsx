// Facts of an archive by kind, each with its days, its source, and what the official says of it.
import type { ComponentChildren } from 'preact'
import type { ArchiveEntryKind } from '@/shared/graphql/schema.generated'
import { dayWithYear } from '@/shared/format/format'
import { Section } from '@/shared/ui/section'
import type { EntryPartsFragment } from './archives.generated'
import { KIND, text } from './text'

const words = text.entry
const KINDS = Object.keys(KIND) as ArchiveEntryKind[]

interface Props {
  entries: readonly EntryPartsFragment[]
  /** What stands below an entry, such as a button. */
  below?: (entry: EntryPartsFragment) => ComponentChildren
}

export function Entries({ entries, below }: Props) {
  const kinds = KINDS.filter((kind) => entries.some((entry) => entry.kind === kind))
  return (
    <>
      {kinds.map((kind) => (
        <Section key={kind} id={`kind-${kind.toLowerCase()}`} title={KIND[kind]}>
          <ul class="cells">
            {entries
              .filter((entry) => entry.kind === kind)
              .map((entry) => (
                <li key={entry.key}>
                  <Entry entry={entry}>{below?.(entry)}</Entry>
                </li>
              ))}
          </ul>
        </Section>
      ))}
    </>
  )
}

function Entry({ entry, children }: { entry: EntryPartsFragment; children: ComponentChildren }) {
  const { kind, on, until, knownSince, title, lines, words: said, source, link, answers } = entry
  return (
    <div class="cell">
      <div class="cell__main">
        <h3 class="cell__title">{title}</h3>
        <p class="soft small">
          {span(kind, on, until)} · {words.known(dayWithYear(knownSince))}
        </p>
        {said && <p class="mt2">{said}</p>}
        {lines.map((line, at) => (
          <p key={at} class="mt2">
            {line}
          </p>
        ))}
        <p class="soft small mt2">
          {words.source}
          {source}
        </p>
        <Answers list={answers} />
        {(link ?? children) && (
          <div class="rowend__btns mt2">
            {link && (
              <a class="btn btn--quiet btn--small" href={link} aria-label={`${words.link}：${title}`}>
                {words.link}
              </a>
            )}
            {children}
          </div>
        )}
      </div>
    </div>
  )
}

function span(kind: ArchiveEntryKind, on: string, until: string | null): string {
  if (until && until !== on) return words.until(dayWithYear(on), dayWithYear(until))
  return kind === 'POST' && !until ? words.since(dayWithYear(on)) : dayWithYear(on)
}

/** The official's own words. */
export function Answers({ list }: { list: readonly { text: string; at: string }[] }) {
  return (
    <>
      {list.map(({ text: said, at }) => (
        <div key={`${at}${said}`} class="note mt3">
          <p class="soft small">
            {words.answer} · {dayWithYear(at)}
          </p>
          <p>{said}</p>
        </div>
      ))}
    </>
  )
}
