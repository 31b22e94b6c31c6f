// The parts of a case page, the same on the phone and at the desk.
import { dayWithYear, money } from '@/shared/format/format'
import type { RequestError } from '@/shared/graphql/client'
import type { CaseAction } from '@/shared/graphql/schema.generated'
import { Done } from '@/shared/staff/done'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { Light, Timeline } from '@/shared/ui/case-parts'
import { Cell, Facts } from '@/shared/ui/cell'
import { Icon } from '@/shared/ui/icon'
import { chinaDay, dueInFull, momentInWords } from '../list/due'
import { text } from '../text'
import { DONE, STATE, lightWaitsFor } from '../words'
import type { CaseContentQuery, CaseHeadFragment } from './case.generated'

const words = text.page

/** The opened content of a case. */
export type CaseBody = NonNullable<Extract<CaseContentQuery['node'], { __typename: 'Case' }>['content']>

/** What was opened beside the content. */
type CaseTurns = Pick<Extract<CaseContentQuery['node'], { __typename: 'Case' }>, 'conclusions' | 'clarifications'>

/** What a case page shows, and how to ask for the content again. */
export interface CaseView {
  readonly one: CaseHeadFragment
  /** `undefined` while it is on its way, `null` when it may not be seen. */
  readonly body: CaseBody | null | undefined
  /** Versions of the finding, and clarifications; `undefined` while they are on their way. */
  readonly turns: CaseTurns | undefined
  /** Whether the viewer may have evidence as it was sent. */
  readonly originals: boolean
  readonly opening: boolean
  readonly fault: RequestError | undefined
  readonly viewer: SignedInFragment
  readonly reopen: () => void
}

/** 苍纪举〔2026〕12号 · 复核 · 正在查 · 周敏 */
export function Eyebrow({ one }: { one: CaseHeadFragment }) {
  const hands = one.handler ? [STATE[one.state], one.handler.name] : [words.noHandler]
  const parts = [one.number, ...(one.instance > 1 ? [words.review] : []), ...hands]
  return (
    <p class="eyebrow parts">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </p>
  )
}

export function Badge({ one }: { one: CaseHeadFragment }) {
  return <Light light={one.light} say={lightWaitsFor(one)} />
}

/** What has just been done; `round` tells it from the same thing done before. */
export interface Doing {
  readonly action: CaseAction
  readonly round: number
}

/** What has just been done and what comes next. */
export function JustDone({ doing: { action, round }, one }: { doing: Doing; one: CaseHeadFragment }) {
  const day = one.due ? `最晚 ${dueInFull(one.due.dueOn, chinaDay(new Date()))}` : undefined
  return (
    <Done about={`${round}`}>
      {DONE[action]}
      {one.light !== 'NONE' && words.next(one.nextAct, day)}
    </Done>
  )
}

/** Who and what is reported, in whose hands it lies. */
export function About({ view }: { view: CaseView }) {
  const { one, body } = view
  const today = chinaDay(new Date())
  const named = (kind: string) => one.subjects.filter((subject) => subject.kind === kind)
  const people = named('OFFICIAL').map(({ name, unitName, title, added }) => `${name}，${unitName}${title ?? ''}${added ? words.added : ''}`)
  const matters = (kind: string) => named(kind).map(({ name, unitName, stepNumber }) => `${unitName} ${name}${stepNumber === null ? '' : words.atStep(stepNumber)}`)
  const lines = (list: readonly string[]) => list.map((line) => <span key={line} class="line">{line}</span>)
  const units = named('UNIT').map(({ name, added }) => name + (added ? words.added : ''))
  return (
    <Facts
      class="mt2"
      rows={[
        people.length > 0 && [words.who, lines(people)],
        units.length > 0 && [words.unit, lines(units)],
        matters('POWER').length > 0 && [words.power, lines(matters('POWER'))],
        matters('OUTCOME').length > 0 && [words.outcome, lines(matters('OUTCOME'))],
        body?.paid && [words.paid, words.paidRecord(body.paid.year, body.paid.kind, money(body.paid.amount), body.paid.unitName, body.paid.paidOn && dayWithYear(body.paid.paidOn))],
        body && body.otherNames.length > 0 && [words.others, body.otherNames.join('、')],
        [words.organ, one.handler ? `${one.organ.name}，${one.handler.name}` : one.organ.name],
        [words.submitted, momentInWords(one.submittedAt, today)],
      ]}
    />
  )
}

/** The newest message to the reporter did not arrive: said above everything else, because somebody must do something. */
export function Lost({ one }: { one: CaseHeadFragment }) {
  const last = one.messages[one.messages.length - 1]
  if (last?.state !== 'NOT_DELIVERED') return null
  return (
    <div class="oops mt3">
      <p>
        <b>{words.lost(momentInWords(last.at, chinaDay(new Date())), last.about)}</b>
      </p>
      <p>{words.lostHelp}</p>
    </div>
  )
}

/** What became of each message to the reporter, the newest first. */
function Messages({ one }: { one: CaseHeadFragment }) {
  const today = chinaDay(new Date())
  if (one.messages.length === 0) return null
  return (
    <details class="mt3">
      <summary>{words.messages}</summary>
      <ul class="cells">
        {one.messages.slice().reverse().map(({ about, at, state }) => (
          <li key={at + about}>
            <Cell title={about} sub={momentInWords(at, today)} side={words.messageStates[state]} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The reporter, of whom only an alias is known, and what messages reached him. */
export function Reporter({ one }: { one: CaseHeadFragment }) {
  return (
    <>
      <Alias one={one} />
      <Messages one={one} />
    </>
  )
}

function Alias({ one }: { one: CaseHeadFragment }) {
  return (
    <div class="note mt3">
      <div class="note__row">
        <Icon name="lock" size={24} />
        <div>
          <p>
            <b>{one.reporterAlias}</b>
          </p>
          <p class="soft small">{words.reporter}</p>
        </div>
      </div>
    </div>
  )
}

/** The server tells the oldest first; a reader wants the newest. */
export function History({ one }: { one: CaseHeadFragment }) {
  const today = chinaDay(new Date())
  return (
    <Timeline
      list={one.timeline.slice().reverse().map(({ at, title, detail, by }, index) => ({
        when: `${momentInWords(at, today)}${by && !title.includes(by) ? ` · ${by}` : ''}`,
        iso: at,
        title,
        text: detail,
        mark: index === 0 ? 'now' : undefined,
      }))}
    />
  )
}
