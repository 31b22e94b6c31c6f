// One opinion for its unit and for the commission: what it says, what was done, what is to be done.
import { useEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { day, dayWithYear, money } from '@/shared/format/format'
import { partNames, stateNames } from '@/shared/opinions/text'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Timeline } from '@/shared/ui/case-parts'
import { Facts } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { stepNames, text as own } from '../text'
import { Acts } from './acts'
import { ReadOpinion, StaffOneOpinion } from './opinions.generated'
import type { StaffOpinionFragment } from './opinions.generated'
import { text } from './text'

export default function OpinionPage() {
  const id = useRoute().params['id'] ?? ''
  return (
    <StaffPage tab="me" back={{ href: '/staff/opinions', name: text.title }}>
      {(viewer) => <Loaded key={id} id={id} viewer={viewer} />}
    </StaffPage>
  )
}

function Loaded({ id, viewer }: { id: string; viewer: SignedInFragment }) {
  const { data, error, reload, put } = useStaffQuery(StaffOneOpinion, { id })
  const [done, setDone] = useDone()
  const one = data?.opinion
  const isNew = one?.state === 'RECEIVED' && one.viewerCan.includes('REPLY')
  useEffect(() => {
    if (!isNew) return
    // That it was read is told to its author, so it is noted when somebody of the unit opens it.
    staffRequest(ReadOpinion, { input: { opinionId: id } }).then(
      ({ readOpinion }) => readOpinion.opinion && put({ opinion: readOpinion.opinion }),
      () => undefined,
    )
  }, [isNew])
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  if (!one) {
    return (
      <Blank title={text.gone}>
        <p>{text.goneHelp}</p>
        <a class="btn btn--quiet mt5" href="/staff/opinions">
          {text.toList}
        </a>
      </Blank>
    )
  }
  const changed = (next: StaffOpinionFragment, what: string) => {
    put({ opinion: next })
    setDone(what)
  }
  return (
    <>
      <div class="head">
        <p class="eyebrow">
          {one.unitName} · {stateNames[one.state]}
        </p>
        <h1>{own.one.about(one.name)}</h1>
        <p class="lead own-text">{one.text}</p>
        {one.dueOn && <p class={one.isOverdue ? 'mt2 due__late' : 'lead soft'}>{one.isOverdue ? text.late(dayWithYear(one.dueOn)) : text.due(dayWithYear(one.dueOn))}</p>}
      </div>
      {done}
      <About one={one} />
      <Acts key={one.revision} one={one} onDone={changed} />
      <Section title={text.steps}>
        <Timeline list={one.events.map((event) => ({ when: dayWithYear(event.on), iso: event.on, title: stepNames[event.step], text: said(event) }))} />
      </Section>
      {one.sight === 'PUBLIC' && (
        <a class="link" href={`/${viewer.county.code}/opinions/${one.id}`}>
          {text.page}
        </a>
      )}
    </>
  )
}

function About({ one }: { one: StaffOpinionFragment }) {
  return (
    <Facts
      class="mt4"
      rows={[
        one.part !== null && [text.about, partNames[one.part]],
        [text.place, one.unitName],
        [text.unit, one.answeredBy],
        one.authorMask !== null && [text.author, text.authorIs(one.authorMask)],
        one.record !== null && [text.record, `${one.record.year} 年${one.record.kind} ${money(one.record.amount)}`],
        one.assignedTo !== null && [text.assigned, one.assignedTo],
        [text.sight, `${text.sights[one.sight]}${one.sightReason ? `：${one.sightReason}` : ''}`],
      ]}
    />
  )
}

function said(event: StaffOpinionFragment['events'][number]) {
  const lines = [
    event.rating !== null && own.one.rating(event.rating),
    event.words,
    event.wordsSight === 'WAITING' && text.wait,
    event.pointsToReport && own.one.pointsToReport,
    event.versionNo !== null && own.one.version(event.versionNo),
    event.dueOn !== null && own.one.dueStep(day(event.dueOn)),
  ].filter((line): line is string => typeof line === 'string' && line !== '')
  return lines.map((line) => (
    <span key={line} class="own-text">
      {line}
      <br />
    </span>
  ))
}
