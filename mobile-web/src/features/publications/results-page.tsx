// What is published in a county, and what has some words in what everybody reads.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Cell, Facts } from '@/shared/ui/cell'
import { Input } from '@/shared/ui/field'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { Publications, type PublicationsQuery } from './publication.generated'
import { kinds, text } from './text'

type Found = PublicationsQuery['publications']

export default function ResultsPage() {
  const { params } = useRoute()
  const { query } = useLocation()
  const county = params['county'] ?? ''
  const { data, error, reload } = useQuery(Publications, { county, text: query['q'] ?? null })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !data.county) return <NotFound />
  return (
    <Page bar={<Bar back={`/${county}`}><BarName place={data?.county?.name ?? ''} /></Bar>} demo={data?.county?.isDemo} tab="open" county={county} foot={data?.county && <Foot facts={data.county.footer} />}>
      <div class="head">
        <h1>{query['q'] ? `“${query['q']}”` : text.results}</h1>
        <p class="lead soft">{text.lead}</p>
        <Search key={query['q']} county={county} initial={query['q'] ?? ''} />
      </div>
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
      {data && <Rows key={query['q']} county={county} wanted={query['q'] ?? null} first={data.publications} />}
      {data?.county && !query['q'] && <Quarters quarters={data.county.quarters} />}
      {data && !query['q'] && <TermsKept figures={data.overdueFigures} />}
    </Page>
  )
}

function Search({ county, initial }: { county: string; initial: string }) {
  const [typed, setTyped] = useState(initial)
  const { route } = useLocation()
  const find = (event: Event) => {
    event.preventDefault()
    const words = typed.trim()
    route(`/${county}/results${words ? `?q=${encodeURIComponent(words)}` : ''}`)
  }
  return (
    <form class="mt4" action={`/${county}/results`} onSubmit={find} role="search">
      <Input
        id="results-q"
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

function Rows({ county, wanted, first }: { county: string; wanted: string | null; first: Found }) {
  const [found, setFound] = useState(first)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  if (found.nodes.length === 0) return <Blank title={wanted ? text.noneFound : text.none} />
  const more = async () => {
    setState('loading')
    try {
      const next = (await request(Publications, { county, text: wanted, after: found.pageInfo.endCursor })).publications
      setFound({ ...next, nodes: [...found.nodes, ...next.nodes] })
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  return (
    <section class="section">
      <p class="soft small">{text.found(found.totalCount)}</p>
      <ul class="cells mt2">
        {found.nodes.map((one) => (
          <li key={one.code}>
            <Cell title={one.title ?? `${kinds[one.kind]}（${text.gone}）`} sub={`${one.unit.shortName} · ${text.by(one.organName, dayWithYear(one.publishedOn))}`} href={`/${county}/r/${one.code}`} />
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

/** What the county's organs got to handle, by quarter that is over: counts of less than ten are not told. */
function Quarters({ quarters }: { quarters: NonNullable<PublicationsQuery['county']>['quarters'] }) {
  if (quarters.length === 0) return null
  return (
    <Section id="numbers" title={text.numbers}>
      <p class="soft small">{text.numbersLead}</p>
      <Facts
        class="mt3"
        rows={quarters.map(({ quarter, cases, inTime, isFew }) => [quarter, cases === null || inTime === null ? (isFew ? text.few : text.untold) : text.inTime(cases, inTime)] as const)}
      />
    </Section>
  )
}

/** How organs keep their terms: of quarters that are over, from ten cases up, as the server tells it. */
function TermsKept({ figures }: { figures: PublicationsQuery['overdueFigures'] }) {
  if (figures.length === 0) return null
  return (
    <Section id="kept" title={text.kept}>
      <p class="soft small">{text.keptLead}</p>
      <Facts class="mt3" rows={figures.map((one) => [`${one.organName} · ${one.quarter}`, text.keptRow(one.cases, one.overdue)] as const)} />
    </Section>
  )
}
