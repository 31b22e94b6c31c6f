// 全部: every case one may see, narrowed by state, light, whose it is, and overdue; twenty at a time.
import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { CaseFilter } from '@/shared/graphql/schema.generated'
import { NewerBar } from '@/shared/live/newer-bar'
import { useNews } from '@/shared/live/use-news'
import { faultInWords } from '@/shared/staff/form'
import { staffLine } from '@/shared/staff/line'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { CaseRow } from './case-row'
import { Cases, InboxChanged } from './cases.generated'
import { AllFilters, type Chosen } from './all-filters'
import { drilledFilter, drilledWords, isToPublish } from './drilled'
import { chinaDay } from './due'
import { isKnown, rowsOf } from './newer'
import type { PaneProps } from './today-pane'

const words = text.all
const AT_ONCE = 20
const EVERY_MINUTE = 60_000

export function AllPane({ viewer, wide, openId, address }: PaneProps) {
  const [chosen, setChosen] = useState<Chosen>({ state: '', light: '', mine: false, overdue: false })
  const { query } = useRoute()
  const drilled = drilledFilter(query)
  const Heading = openId && wide ? 'h2' : 'h1'
  return (
    <>
      <div class="head">
        <Heading class={wide ? 'as-h2' : undefined}>{!drilled ? words.title : isToPublish(query) ? text.today.publish : words.drilled}</Heading>
        {drilled && <p class="soft">{drilledWords(query).join('，')}</p>}
        {drilled && (
          <a class="link" href="/staff/all">
            {words.everything}
          </a>
        )}
      </div>
      {!drilled && <AllFilters chosen={chosen} onChoose={setChosen} />}
      <Rows filter={drilled ?? filterOf(chosen)} viewer={viewer} openId={openId} address={address} />
    </>
  )
}

function filterOf({ state, light, mine, overdue }: Chosen): CaseFilter {
  return { ...(state && { states: [state] }), ...(light && { lights: [light] }), ...(mine && { mine }), ...(overdue && { overdue }) }
}

function Rows({ filter, viewer, openId, address }: Omit<PaneProps, 'wide'> & { filter: CaseFilter }) {
  const { data, error, reload, put } = useStaffQuery(Cases, { filter, first: AT_ONCE })
  const { busy, fault, send } = useSending()
  const [newer, setNewer] = useState(false)
  useNews(staffLine, InboxChanged, {}, { every: EVERY_MINUTE }, (news) => {
    if (!data || isKnown(news, data.cases.nodes)) return
    const isOfThese = news?.inboxChanged.cases.some(({ id }) => data.cases.nodes.some((row) => row.id === id))
    if (isOfThese) return setNewer(true)
    // Of another the filter may show nothing. Of pages that were opened one after the other only the first is asked for again;
    // without the network nothing is known.
    const first = rowsOf(data.cases.nodes.slice(0, AT_ONCE))
    staffRequest(Cases, { filter, first: AT_ONCE }).then(({ cases }) => setNewer((old) => old || rowsOf(cases.nodes) !== first), () => undefined)
  })
  const today = chinaDay(new Date())
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, pageInfo, totalCount, totalIsMore } = data.cases
  const more = () =>
    send(async () => {
      const next = await staffRequest(Cases, { filter, first: AT_ONCE, after: pageInfo.endCursor })
      put({ cases: { ...next.cases, nodes: [...nodes, ...next.cases.nodes] } })
    })
  return (
    <>
      <NewerBar there={newer} words={text.today.newer} onShow={() => void (setNewer(false), reload())} />
      <p class="soft small mt4" role="status">
        {totalIsMore ? words.countsMore(totalCount) : words.counts(totalCount)}
      </p>
      {nodes.length === 0 && (
        <Blank title={words.none}>
          <p>{words.noneHelp}</p>
        </Blank>
      )}
      <ul class={nodes.length > 0 ? 'cells mt2' : undefined}>
        {nodes.map((one) => (
          <CaseRow key={one.id} one={one} today={today} href={address(one.id)} open={one.id === openId} viewerId={viewer.account.id} />
        ))}
      </ul>
      {fault && <FieldError text={faultInWords(fault)} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {words.more}
        </button>
      )}
    </>
  )
}
