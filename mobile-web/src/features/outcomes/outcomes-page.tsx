// What came of powers in a county: by words, by kind, of one unit; the latest first.
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
  kind: string | null
  text: string | null
  unit: string | null
}

export default function OutcomesPage() {
  const { params } = useRoute()
  const { query } = useLocation()
  const county = params['county'] ?? ''
  const filter: Filter = { kind: query['kind'] || null, text: query['q'] || null, unit: query['unit'] || null }
  const { data, error, reload } = useQuery(Outcomes, { county, filter })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !data.county) return <NotFound />
  const key = `${filter.kind}:${filter.text}:${filter.unit}`
  return (
    <Page bar={<Bar back={filter.unit ? `/${county}/u/${filter.unit}` : `/${county}`}><BarName place={data?.county?.name ?? ''} /></Bar>} demo={data?.county?.isDemo} tab="open" county={county} foot={data?.county && <Foot facts={data.county.footer} />}>
      <div class="head">
        <h1>{filter.text ? `“${filter.text}”` : text.page}</h1>
        <p class="lead soft">{text.lead}</p>
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
  const { route } = useLocation()
  const find = (event: Event) => {
    event.preventDefault()
    const asked = [['q', typed.trim()], ['kind', kind], ['unit', filter.unit ?? '']] as const
    const said = asked.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    route(`/${county}/outcomes${said.length > 0 ? `?${said.join('&')}` : ''}`)
  }
  return (
    <form class="mt4" action={`/${county}/outcomes`} onSubmit={find} role="search">
      {kinds.length > 1 && <Select id="outcomes-kind" label={text.kind} value={kind} onValue={setKind} options={[['', text.allKinds], ...kinds.map(({ code, name }) => [code, name] as const)]} />}
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
  if (found.nodes.length === 0) return <Blank title={filter.text || filter.kind ? text.noneFound : text.none} />
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
