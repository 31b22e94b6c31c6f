// One report: how it stands, who has it, until when, what was answered, what one can do now.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { day, dayAndClock, daysLeft } from '@/shared/format/format'
import { PhoneCode } from '@/shared/phone/phone-code'
import { Light, Sum, Timeline } from '@/shared/ui/case-parts'
import { Facts } from '@/shared/ui/cell'
import { late } from '@/shared/ui/late'
import { Toast } from '@/shared/ui/notices'
import { Section } from '@/shared/ui/section'
import type { AnswerProps } from './answer-section'
import type { AskedProps } from './asked-section'
import type { FollowUpProps } from './follow-up'
import type { KeepProps } from './keep-button'
import type { NewCodeProps } from './new-code'
import { headline, lightSays } from './lines'
import type { NewsProps } from './news'
import type { OthersProps } from './others'
import type { OwnProps } from './own-words'
import { hiddenCode } from './query-code'
import type { SheetProps } from './supplement-sheet'
import { dueWords, text } from './text'
import type { Content, Status, Track } from './use-track'
import type { WithdrawProps } from './withdraw-sheet'

const AnswerSection = late<AnswerProps>(() => import('./answer-section'))
const AskedSection = late<AskedProps>(() => import('./asked-section'))
const FollowUp = late<FollowUpProps>(() => import('./follow-up'))
const TrackRecord = late<{ status: Status }>(() => import('./record'))
const KeepButton = late<KeepProps>(() => import('./keep-button'))
const Replies = late<{ content: Content }>(() => import('./replies'))
const OwnWords = late<OwnProps>(() => import('./own-words'))
const NewCode = late<NewCodeProps>(() => import('./new-code'))
const News = late<NewsProps>(() => import('./news'), true)
const Others = late<OthersProps>(() => import('./others'))
const SupplementSheet = late<SheetProps>(() => import('./supplement-sheet'))
const WithdrawSheet = late<WithdrawProps>(() => import('./withdraw-sheet'))

interface Props {
  track: Track
  status: Status
  county: string | undefined
}

export function StatusView({ track, status, county }: Props) {
  const [sheet, setSheet] = useState<'supplement' | 'files' | 'withdraw'>()
  const [said, setSaid] = useState<{ words: string; round: number }>()
  const may = (action: Status['viewerCan'][number]) => status.viewerCan.indexOf(action) >= 0
  const done = (next: Status, words: string) => {
    track.show(next)
    setSaid({ words, round: (said?.round ?? 0) + 1 })
    setSheet(undefined)
  }
  return (
    <>
      <News track={track} status={status} county={county} />
      <Head status={status} code={track.code} />
      {said && <Toast key={said.round}>{said.words}</Toast>}
      {may('CANCEL_WITHDRAWAL') && <KeepButton track={track} onDone={done} />}
      {status.materialRequest?.state === 'RUNNING' && !status.withdrawsAt && <AskedSection track={track} asked={status.materialRequest} open={may('HAS_NO_MATERIAL')} onBring={() => setSheet('supplement')} onDone={done} />}
      {may('ANSWER_FOLLOW_UP') && <FollowUp track={track} status={status} county={county} onDone={done} />}
      {status.content && <Replies content={status.content} />}
      {!status.content && track.code && <Unlock track={track} county={county} />}
      {(may('REQUEST_NEW_CODE') || may('STOP_NEW_CODE')) && <NewCode key={status.reportId} track={track} status={status} onDone={done} />}
      {status.state === 'DECLINED' && status.content && <Declined status={status} />}
      {(may('ANSWER') || may('OBJECT')) && <AnswerSection track={track} status={status} onlyNo={!may('ANSWER')} onDone={done} />}
      <Section title={text.timeline}>
        <Timeline list={happenings(status, county)} />
        {status.unseenMaterial > 0 && <p class="soft mt3">{text.waits(status.unseenMaterial)}</p>}
        {may('SUPPLEMENT') && (
          <button class="btn btn--quiet mt5" type="button" onClick={() => setSheet('supplement')}>
            {text.supplement}
          </button>
        )}
        {may('WITHDRAW') && (
          <button class="btn btn--text mt2" type="button" onClick={() => setSheet('withdraw')}>
            {text.withdraw}
          </button>
        )}
      </Section>
      {status.content && <OwnWords content={status.content} track={track} onSupplement={may('SUPPLEMENT') ? () => setSheet('files') : undefined} />}
      {status.touches && <TrackRecord status={status} />}
      {track.others.length > 0 && <Others track={track} />}
      {(sheet === 'supplement' || sheet === 'files') && <SupplementSheet words={sheet === 'files' ? text.missingFiles : ''} track={track} county={county} onDone={done} onClose={() => setSheet(undefined)} />}
      {sheet === 'withdraw' && <WithdrawSheet track={track} onDone={done} onClose={() => setSheet(undefined)} />}
    </>
  )
}

function Head({ status, code }: { status: Status; code: string }) {
  const { due } = status
  return (
    <div class="head">
      {code && (
        <p class="eyebrow mono">
          {text.code} {hiddenCode(code)}
        </p>
      )}
      <h1>
        {headline(status).map((line) => (
          <span key={line} class="line">
            {line}
          </span>
        ))}
      </h1>
      <p class="mt3">
        <Light light={status.light} say={lightSays(status)} />
      </p>
      <p class="lead soft mt3">{status.next}</p>
      <Facts class="mt3" rows={[whose(status), due && [dueWords[due.kind], <DueDay key="due" dueOn={due.dueOn} />]]} />
      {due && due.sum.length > 0 && (
        <details>
          <summary>{text.howCounted}</summary>
          <div>
            <Sum lines={due.sum} />
            {due.provisional && <p class="soft small mt2">{text.provisional}</p>}
          </div>
        </details>
      )}
    </div>
  )
}

/** Who has it in hand, or had it at the end. Of what went out of the platform that is shown with both codes only. */
function whose({ state, heldBy }: Status): readonly [string, ComponentChildren] | false {
  if (!heldBy) return false
  const over = state === 'SETTLED' || state === 'DECLINED' || state === 'WITHDRAWN'
  return [over ? text.whoHandled : text.whoHandles, <b key="organ">{heldBy}</b>]
}

function DueDay({ dueOn }: { dueOn: string }) {
  return (
    <>
      <b>{day(dueOn)}</b>，{daysLeft(dueOn, new Date())}
    </>
  )
}

/** The server tells the oldest first; a reader wants the newest. */
function happenings({ timeline, light, organ }: Status, county: string | undefined) {
  return timeline.slice().reverse().map(({ at, title, detail, by, publication }, index) => ({
    when: dayAndClock(at) + (byAnother(by, title, organ.name) ? ` · ${by}` : ''),
    iso: at,
    title,
    text: publication && county ? <a href={`/${county}/r/${publication}`}>{text.published}</a> : detail,
    mark: index > 0 ? undefined : light === 'RED' ? ('red' as const) : ('now' as const),
  }))
}

/** Whether an organ acted that neither has it now nor is named in the line. */
function byAnother(by: string, title: string, now: string): boolean {
  return by !== text.you && by !== text.program && by !== now && title.indexOf(by) < 0
}

/** Why it was not taken, and who is the right one: the newest words of the organ. */
function Declined({ status: { timeline, organ } }: { status: Status }) {
  const [last] = timeline.filter(({ by, detail }) => detail && by === organ.name).slice(-1)
  if (!last) return null
  return (
    <Section title={text.declined}>
      <p class="said own-text">{last.detail}</p>
    </Section>
  )
}

function Unlock({ track, county }: { track: Track; county: string | undefined }) {
  return (
    <Section title={text.unlock}>
      <p class="soft">{text.unlockLead}</p>
      <PhoneCode purpose="TRACK" county={county} phone={track.phone} onPhone={track.setPhone} token={undefined} onToken={(token) => track.find(track.code, token)} />
    </Section>
  )
}
