// 今天: what is due, the earliest first, in groups, with the counts above.
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { faultInWords } from '@/shared/staff/form'
import type { StaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { turnText } from '../turns/text'
import { CaseRow } from './case-row'
import type { TodayQuery } from './cases.generated'
import { Asked, Counts, Elsewhere, Lamps, ToPublish, Unread } from './counts'
import { chinaDay, dayInWords, groupByDue } from './due'
import { useFurther } from './further'

const words = text.today

/** What both lists need: who looks, where, which case is open, and the address of a row. */
export interface PaneProps {
  viewer: SignedInFragment
  wide: boolean
  openId: string | undefined
  address: (id: string) => string
}

export function TodayPane({ query, viewer, wide, openId, address }: PaneProps & { query: StaffQuery<TodayQuery> }) {
  const { data, error, reload } = query
  const today = chinaDay(new Date())
  const list = useFurther(data?.cases)
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const groups = groupByDue(list.rows, today)
  return (
    <>
      <TodayHead data={data} today={today} name={viewer.account.name} openId={openId} wide={wide} />
      {error && <FieldError text={`${words.stale}${error.fault === 'offline' ? '' : faultInWords(error)}`} />}
      <ToPublish unpublished={data.cases.workload.unpublished} today={today} />
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
              <CaseRow key={one.id} one={one} today={today} href={address(one.id)} open={one.id === openId} viewerId={viewer.account.id} />
            ))}
          </ul>
        </section>
      ))}
      {list.fault && <FieldError text={faultInWords(list.fault)} />}
      {list.left > 0 && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={list.busy} onClick={list.more}>
          {words.more(list.left)}
        </button>
      )}
      <ul class="cells mt5">
        <li>
          <Cell title={words.all} href="/staff/all" />
        </li>
        <li>
          <Cell title={turnText.list.link} href="/staff/hand-overs" />
        </li>
      </ul>
    </>
  )
}

interface HeadProps {
  data: TodayQuery
  today: string
  name: string
  openId: string | undefined
  wide: boolean
}

function TodayHead({ data, today, name, openId, wide }: HeadProps) {
  const { counts, workload } = data.cases
  const urgent = workload.overdue + workload.dueToday
  const title = urgent > 0 ? words.first(urgent) : counts.open > 0 ? words.calm : words.empty
  // With a case open beside it, the case's name is the page's one heading of the first rank.
  const Heading = openId && wide ? 'h2' : 'h1'
  return (
    <div class="head">
      <Heading class={wide ? 'as-h2' : undefined}>{title}</Heading>
      <p class="soft">
        {dayInWords(today, today)}，{weekday(today)} · {name}
      </p>
      <Asked count={data.deadlineRequests.nodes.length + data.malices.length} />
      {!wide && <Counts load={workload} open={counts.open} />}
      {!wide && <Lamps counts={counts} />}
      {!wide && <Elsewhere count={counts.elsewhere} />}
      {!wide && <Unread notices={data.viewer?.notices} />}
    </div>
  )
}

function weekday(today: string): string {
  return `星期${'日一二三四五六'.charAt(new Date(`${today}T00:00:00Z`).getUTCDay())}`
}
