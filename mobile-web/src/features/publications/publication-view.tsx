// One published result. The staff's preview shows it by this same component, so that nobody approves anything but what
// everybody will see.
import { dayWithYear } from '@/shared/format/format'
import { Facts } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import type { PublicationPartsFragment } from './publication.generated'
import { correctionReasons, hideReasons, kinds, text } from './text'

type Earlier = PublicationPartsFragment['earlier'][number]

export function PublicationView({ one, heading = 'h1' }: { one: PublicationPartsFragment; heading?: 'h1' | 'h2' }) {
  const Heading = heading
  return (
    <>
      <div class="head">
        <p class="eyebrow">
          {kinds[one.kind]} · {one.unit.name}
        </p>
        <Heading>{one.title ?? text.hidden}</Heading>
        <p class="soft">{text.by(one.organName, dayWithYear(one.publishedOn))}</p>
      </div>
      {one.hiddenReason ? <Hidden one={one} /> : <Words one={one} />}
      {one.earlier.length > 0 && (
        <Section title={text.earlier}>
          <ul class="cells">
            {one.earlier.map((old, at) => (
              <li key={at}>
                <EarlierVersion old={old} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Words({ one }: { one: PublicationPartsFragment }) {
  return (
    <>
      <p class="own-text mt4">{one.text}</p>
      <Facts
        class="mt4"
        rows={[
          one.decidedOn !== null && [text.decided, dayWithYear(one.decidedOn)],
          one.documentNumber !== null && [text.document, one.documentNumber],
          one.endsOn !== null && [text.ends, dayWithYear(one.endsOn)],
        ]}
      />
      <p class="soft small mt4">{text.neutral}</p>
    </>
  )
}

function Hidden({ one }: { one: PublicationPartsFragment }) {
  return (
    <div class="note mt4">
      <p>{text.hiddenWhy(dayWithYear(one.hiddenOn ?? one.publishedOn), hideReasons[one.hiddenReason ?? 'TERM_OVER'])}</p>
      <p class="mt2 small">{text.hiddenStays}</p>
    </div>
  )
}

function EarlierVersion({ old }: { old: Earlier }) {
  return (
    <details>
      <summary>{text.replaced(dayWithYear(old.publishedOn), dayWithYear(old.replacedOn ?? old.publishedOn))}</summary>
      <div>
        {old.reason && <p>{text.why(correctionReasons[old.reason])}</p>}
        {old.text === null ? (
          <p class="mt2 soft">{text.removed}</p>
        ) : (
          <>
            <p class="mt2">
              <b>{old.title}</b>
            </p>
            <p class="own-text">{old.text}</p>
          </>
        )}
      </div>
    </details>
  )
}
