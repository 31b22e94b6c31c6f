// 今天: what is due, the earliest first, in groups, with the counts above.
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { faultInWords } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Light } from '@/shared/ui/case-parts'
import { FieldError } from '@/shared/ui/field'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { CaseRow } from './case-row'
import { Today } from './cases.generated'
import type { CaseRowFragment, TodayQuery } from './cases.generated'
import { chinaDay, dayInWords, dueByDay, groupByDue } from './due'
import type { Group } from './due'
import { LoadPlot } from './load-plot'

const words = text.today
const EVERY_MINUTE = 60_000

/** What both lists need: who looks, where, which case is open, and the address of a row. */
export interface PaneProps {
  viewer: SignedInFragment
  wide: boolean
  openId: string | undefined
  address: (id: string) => string
}

export function TodayPane({ viewer, wide, openId, address }: PaneProps) {
  const { data, error, reload } = useStaffQuery(Today, {}, { every: EVERY_MINUTE })
  const today = chinaDay(new Date())
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const groups = groupByDue(data.cases.nodes, today)
  return (
    <>
      <TodayHead data={data} groups={groups} today={today} name={viewer.account.name} openId={openId} wide={wide} />
      {error && <FieldError text={`${words.stale}${error.fault === 'offline' ? '' : faultInWords(error)}`} />}
      {wide && !openId && <LoadPlot counts={dueByDay(data.cases.nodes, today, 10)} today={today} />}
      {groups.length === 0 && (
        <Blank title={words.blankTitle}>
          <p>{words.blank}</p>
        </Blank>
      )}
      {groups.map(({ key, title, cases }) => (
        <section key={key} aria-labelledby={`group-${key}`}>
          <h2 class="group" id={`group-${key}`}>
            {title}
          </h2>
          <ul class="cells">
            {cases.map((one) => (
              <CaseRow key={one.id} one={one} today={today} href={address(one.id)} open={one.id === openId} />
            ))}
          </ul>
        </section>
      ))}
      <a class="link" href="/staff/all">
        {words.all(data.cases.totalCount)}
      </a>
    </>
  )
}

interface HeadProps {
  data: TodayQuery
  groups: readonly Group<CaseRowFragment>[]
  today: string
  name: string
  openId: string | undefined
  wide: boolean
}

function TodayHead({ data, groups, today, name, openId, wide }: HeadProps) {
  const { counts, totalCount } = data.cases
  const urgent = groups.filter(({ key }) => key === 'overdue' || key === 'today').reduce((sum, group) => sum + group.cases.length, 0)
  const unread = data.viewer?.notices.filter(({ read }) => !read).length ?? 0
  const title = urgent > 0 ? words.first(urgent) : totalCount > 0 ? words.calm : words.empty
  // With a case open beside it, the case's name is the page's one heading of the first rank.
  const Heading = openId && wide ? 'h2' : 'h1'
  return (
    <div class="head">
      <Heading class={wide ? 'as-h2' : undefined}>{title}</Heading>
      <p class="soft">
        {dayInWords(today, today)}，{weekday(today)} · {name}
      </p>
      <Counts overdue={counts.overdue} dueToday={counts.dueToday} unassigned={counts.unassigned} open={totalCount} />
      <p class="mt3 lamps">
        <span class="vh">{words.lights}</span>
        <Light light="YELLOW" bare say={`${counts.yellow}`} />
        {counts.red > 0 && <Light light="RED" say={`${counts.red}`} />}
      </p>
      {unread > 0 && (
        <a class="link" href="/staff/me#notices">
          {words.notices(unread)}
        </a>
      )}
    </div>
  )
}

/** Three numbers at most: overdue takes the place of the least urgent one. */
function Counts({ overdue, dueToday, unassigned, open }: Readonly<Record<'overdue' | 'dueToday' | 'unassigned' | 'open', number>>) {
  const numbers: (readonly [string, number])[] = [[words.dueToday, dueToday], [words.unassigned, unassigned]]
  const shown = overdue > 0 ? [[words.overdue, overdue] as const, ...numbers] : [...numbers, [words.open, open] as const]
  return (
    <dl class="today">
      {shown.map(([name, count], at) => (
        <div key={name} class={at === 0 && count > 0 ? 'is-now' : undefined}>
          <dt>{name}</dt>
          <dd class="num">{count}</dd>
        </div>
      ))}
    </dl>
  )
}

function weekday(today: string): string {
  return `星期${'日一二三四五六'.charAt(new Date(`${today}T00:00:00Z`).getUTCDay())}`
}
