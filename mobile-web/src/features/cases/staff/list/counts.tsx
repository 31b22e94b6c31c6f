// The numbers of the day: three at most, and the lamps that are lit.
import { Cell } from '@/shared/ui/cell'
import { text } from '../text'
import type { TodayQuery } from './cases.generated'
import { dueInFull } from './due'

const words = text.today

type Today = TodayQuery['cases']

/** Overdue takes the place of the least urgent number. */
export function Counts({ load, open }: { load: Today['workload']; open: number }) {
  const numbers: (readonly [string, number])[] = [[words.dueToday, load.dueToday], [words.unassigned, load.unassigned]]
  const shown = load.overdue > 0 ? [[words.overdue, load.overdue] as const, ...numbers] : [...numbers, [words.open, open] as const]
  return (
    <dl class="today">
      {shown.map(([name, count], index) => (
        <div key={name} class={index === 0 && count > 0 ? 'is-now' : undefined}>
          <dt>{name}</dt>
          <dd class="num">{count}</dd>
        </div>
      ))}
    </dl>
  )
}

/** 黄灯 6, and the red badge when there is one. */
export function Lamps({ counts }: { counts: Today['counts'] }) {
  return (
    <p class="lamps">
      <span class="light light--yellow light--bare num">黄灯 {counts.yellow}</span>
      {counts.red > 0 && <span class="light light--red num">红灯 {counts.red}</span>}
    </p>
  )
}

/** What the other numbers leave out: it is another organ's turn. */
export function Elsewhere({ count }: { count: number }) {
  if (count === 0) return null
  return <p class="soft small">{words.elsewhere(count)}</p>
}

/** The way to what organs below ask for, while something waits. */
export function Asked({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <a class="link" href="/staff/requests">
      {text.requests.waiting(count)}
    </a>
  )
}

/** Results that are still to be published, with the day of the nearest one: finished cases stand in no group of the list. */
export function ToPublish({ unpublished: { cases, overdue, nextOn }, today }: { unpublished: Today['workload']['unpublished']; today: string }) {
  if (cases === 0 || nextOn === null) return null
  const late = overdue > 1 ? words.publishLate(overdue) : ''
  return (
    <ul class="cells mt4">
      <li>
        <Cell title={words.publish} sub={`${words.publishBy(dueInFull(nextOn, today))}${late}`} side={cases} href="/staff/all?publish=yes" />
      </li>
    </ul>
  )
}

/** The way to the notices, while some are unread. */
export function Unread({ notices }: { notices: readonly { readonly read: boolean }[] | undefined }) {
  const unread = (notices ?? []).filter(({ read }) => !read).length
  if (unread === 0) return null
  return (
    <a class="link" href="/staff/me#notices">
      {words.notices(unread)}
    </a>
  )
}
