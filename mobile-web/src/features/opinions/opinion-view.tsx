// One opinion with all its steps, as its author or as everybody reads it.
import { day, dayWithYear, money } from '@/shared/format/format'
import { stateNames, partNames } from '@/shared/opinions/text'
import { Timeline } from '@/shared/ui/case-parts'
import { Section } from '@/shared/ui/section'
import type { OpinionPartsFragment } from './opinions.generated'
import { stepNames, text } from './text'

const words = text.one

type Event = OpinionPartsFragment['events'][number]

export function OpinionView({ one, county }: { one: OpinionPartsFragment; county: string }) {
  return (
    <>
      <div class="head">
        <p class="eyebrow">{one.part ? `${one.unitName} · ${partNames[one.part]}` : one.unitName}</p>
        <h1>{words.about(one.name)}</h1>
        <p class="lead own-text">{one.text}</p>
        <p class="mt3">
          <span class="tag">{stateNames[one.state]}</span>
          {one.isOverdue && <span class="tag tag--halt">{one.dueOn && words.late(day(one.dueOn))}</span>}
        </p>
        {one.dueOn && !one.isOverdue && <p class="lead soft">{words.due(dayWithYear(one.dueOn))}</p>}
        {one.isMine && (
          <p class="soft small mt2">
            {words.sight[one.sight]}
            {one.sightReason && words.reason(one.sightReason)}
          </p>
        )}
        {one.record && (
          <p class="soft small mt2">
            {one.record.year} 年{one.record.kind} {money(one.record.amount)}
          </p>
        )}
      </div>
      <Section title={words.steps}>
        <Timeline list={one.events.map((event) => happening(event, one, county))} />
      </Section>
      {one.subject === 'POWER' && one.code && (
        <a class="link" href={`/${county}/p/${one.code}`}>
          {words.page}
        </a>
      )}
    </>
  )
}

function happening(event: Event, one: OpinionPartsFragment, county: string) {
  const title = event.step === 'REPLIED' ? words.by(one.answeredBy) : stepNames[event.step]
  return { when: dayWithYear(event.on), iso: event.on, title, text: <Said event={event} one={one} county={county} /> }
}

function Said({ event, one, county }: { event: Event; one: OpinionPartsFragment; county: string }) {
  const hidden = event.words === null && event.wordsSight !== null && event.step !== 'REFUSED'
  const lines = [
    event.rating !== null && words.rating(event.rating),
    event.words,
    event.step === 'RECEIVED' || event.step === 'FOLLOWED_UP' ? event.dueOn && words.dueStep(day(event.dueOn)) : null,
    event.versionNo !== null && words.version(event.versionNo),
    hidden && (event.wordsSight === 'WAITING' ? words.waits : words.notPublic),
  ].filter((line): line is string => typeof line === 'string' && line !== '')
  return (
    <>
      {lines.map((line) => (
        <span key={line} class="own-text">
          {line}
          <br />
        </span>
      ))}
      {event.pointsToReport && (
        <>
          {words.pointsToReport}
          {one.isMine && (
            <a class="link" href={`/${county}/report`}>
              {words.goReport}
            </a>
          )}
        </>
      )}
    </>
  )
}
