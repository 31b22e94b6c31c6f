// What came of powers in a county: by words, by kind, by day, of one unit or of one power; the latest first.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Input, Select } from '@/shared/ui/field'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { Outcomes, type OutcomesQuery } from './outcome.generated'
import { text } from './text'

type Found = OutcomesQuery['outcomes']

/** In the order of the alphabet, as the server writes them: the first view is known by it. */
interface Filter {
  from: string | null
  kind: string | null
  power: string | null
  text: string | null
  unit: string | null
  until: string | null
}

/** A day of the address; what is no day looks for nothing. */
const dayIn = (said = '') => {
  const at = /^(19|20|21)\d\d-\d\d-\d\d$/.test(said) ? Date.parse(said) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === said ? said : null
}

/** The address of a filter. */
const addressOf = (county: string, { text: words, kind, unit, power, from, until }: Filter) => {
  const asked = [['q', words], ['kind', kind], ['unit', unit], ['power', power], ['from', from], ['until', until]] as const
  const said = asked.map(([name, value]) => value && `${name}=${encodeURIComponent(value)}`).filter(Boolean)
  return `/${county}/outcomes${said.length > 0 ? `?${said.join('&')}` : ''}`
}

export default function OutcomesPage() {
  const { params } = useRoute()
  const { query } = useLocation()
  const county = params['county'] ?? ''
  const filter: Filter = {
    from: dayIn(query['from']),
    kind: query['kind'] || null,
    power: query['power'] || null,
    text: query['q'] || null,
    unit: query['unit'] || null,
    until: dayIn(query['until']),
  }
  const { data, error, reload } = useQuery(Outcomes, { county, filter })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !data.county) return <NotFound />
  const key = addressOf(county, filter)
  const back = filter.power ? `/${county}/p/${filter.power}` : filter.unit ? `/${county}/u/${filter.unit}` : `/${county}`
  return (
    <Page bar={<Bar back={back}><BarName place={data?.county?.name ?? ''} /></Bar>} demo={data?.county?.isDemo} tab="open" county={county} foot={data?.county && <Foot facts={data.county.footer} />}>
      <div class="head">
        <h1>{filter.text ? `“${filter.text}”` : text.page}</h1>
        <p class="lead soft">{text.lead}</p>
        {(filter.power ?? filter.unit) && (
          <p class="mt2">
            {filter.power ? text.ofPower : text.ofUnit}
            <a class="link" href={back}>
              {filter.power ? text.toPower : text.toUnit}
            </a>
          </p>
        )}
        {data && <Search key={key} county={county} filter={filter} kinds={data.outcomeKinds} />}
      </div>
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
      {data && <Rows key={key} county={county} filter={filter} first={data.outcomes} />}
    </Page>
  )
}

function Search({ county, filter, kinds }: { county: string; filter: Filter; kinds: OutcomesQuery['outcomeKinds'] }) {
  const [typed, setTyped] = useState(filter.text ?? '')
  const [kind, setKind] = useState(filter.kind ?? '')
  const [days, setDays] = useState({ from: filter.from ?? '', until: filter.until ?? '' })
  const { route } = useLocation()
  const find = (event: Event) => {
    event.preventDefault()
    route(addressOf(county, { ...filter, ...days, text: typed.trim(), kind }))
  }
  return (
    <form class="mt4" action={`/${county}/outcomes`} onSubmit={find} role="search">
      {kinds.length > 1 && <Select id="outcomes-kind" label={text.kind} value={kind} onValue={setKind} options={[['', text.allKinds], ...kinds.map(({ code, name }) => [code, name] as const)]} />}
      <Input id="outcomes-from" label={text.firstDay} value={days.from} onValue={(from) => setDays({ ...days, from })} native={{ name: 'from', type: 'date' }} />
      <Input id="outcomes-until" label={text.lastDay} value={days.until} onValue={(until) => setDays({ ...days, until })} native={{ name: 'until', type: 'date' }} />
      <Input
        id="outcomes-q"
        label={text.search}
        hint={text.searchHint}
        value={typed}
        onValue={setTyped}
        native={{ name: 'q', enterkeyhint: 'search', maxLength: 40 }}
        beside={
          <button class="btn btn--quiet btn--small" type="submit">
            {text.find}
          </button>
        }
      />
    </form>
  )
}

function Rows({ county, filter, first }: { county: string; filter: Filter; first: Found }) {
  const [found, setFound] = useState(first)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  if (found.nodes.length === 0) return <Blank title={filter.text || filter.kind || filter.from || filter.until ? text.noneFound : text.none} />
  const more = async () => {
    setState('loading')
    try {
      const next = (await request(Outcomes, { county, filter, after: found.pageInfo.endCursor })).outcomes
      setFound({ ...next, nodes: [...found.nodes, ...next.nodes] })
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  return (
    <section class="section">
      <p class="soft small">{text.count(found.totalCount, found.isMore)}</p>
      <ul class="cells mt2">
        {found.nodes.map((one) => (
          <li key={one.code}>
            <Cell title={one.title ?? text.removed} sub={`${one.kind.name} · ${one.unit.name} · ${dayWithYear(one.decidedOn)}`} href={`/${county}/o/${one.code}`} />
          </li>
        ))}
      </ul>
      {state instanceof RequestError && <Failed error={state} retry={more} />}
      {found.pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt5" type="button" disabled={state === 'loading'} onClick={more}>
          {state === 'loading' ? text.loading : text.more}
        </button>
      )}
    </section>
  )
}
