// The rules of a county that hold today, by name or area.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { request, RequestError } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Input } from '@/shared/ui/field'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { Rules, type RulesQuery } from './rules.generated'
import { text } from './text'

export default function RulesPage() {
  const { params } = useRoute()
  const { query } = useLocation()
  const county = params['county'] ?? ''
  const sought = query['q'] || null
  const { data, error, reload } = useQuery(Rules, { county, text: sought })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !data.county) return <NotFound />
  return (
    <Page bar={<Bar back={`/${county}`}><BarName place={data?.county?.name ?? ''} /></Bar>} demo={data?.county?.isDemo} tab="open" county={county} foot={data?.county && <Foot facts={data.county.footer} />}>
      <div class="head">
        <h1>{sought ? `“${sought}”` : text.page}</h1>
        <p class="lead soft">{text.lead}</p>
        <Search key={sought ?? ''} county={county} sought={sought ?? ''} />
      </div>
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
      {data && <Rows key={sought ?? ''} county={county} sought={sought} first={data.rules} />}
    </Page>
  )
}

function Search({ county, sought }: { county: string; sought: string }) {
  const [typed, setTyped] = useState(sought)
  const { route } = useLocation()
  const find = (event: Event) => {
    event.preventDefault()
    const words = typed.trim()
    route(`/${county}/rules${words && `?q=${encodeURIComponent(words)}`}`)
  }
  return (
    <form class="mt4" action={`/${county}/rules`} onSubmit={find} role="search">
      <Input
        id="rules-q"
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

function Rows({ county, sought, first }: { county: string; sought: string | null; first: RulesQuery['rules'] }) {
  const [found, setFound] = useState(first)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  if (found.nodes.length === 0) return <Blank title={sought ? text.noneFound : text.none} />
  const more = async () => {
    setState('loading')
    try {
      const next = (await request(Rules, { county, text: sought, after: found.pageInfo.endCursor })).rules
      setFound({ ...next, nodes: [...found.nodes, ...next.nodes] })
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  return (
    <section class="section">
      <ul class="cells">
        {found.nodes.map((one) => (
          <li key={one.code}>
            <Cell title={one.name} sub={`${one.area} · ${one.issuer}`} href={`/${county}/rules/${encodeURIComponent(one.code)}`} />
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
