// Units by category, by town, or by name; more come page by page.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { thousands } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import type { UnitCategory } from '@/shared/graphql/schema.generated'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { SearchForm } from './search-form'
import { isMistypedCode } from './sticker-code'
import { categories, text } from './text'
import { Units, type UnitsQuery, type UnitsQueryVariables } from './units.generated'

type CountyData = NonNullable<UnitsQuery['county']>
type UnitRow = CountyData['units']['nodes'][number]

export default function ListPage() {
  const { query } = useLocation()
  const { params } = useRoute()
  const county = params['county'] ?? ''
  const category = query['category'] && query['category'] in categories ? (query['category'] as UnitCategory) : undefined
  const wanted: UnitsQueryVariables = { county, category: category ?? null, parent: query['town'] ?? null, text: query['q'] ?? null }
  const { data, error, reload } = useQuery(Units, wanted, { keep: true })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !data.county) return <NotFound />
  const town = data?.county?.towns.find((row) => row.code === query['town'])
  return (
    <Page bar={<Bar back={`/${county}`}><BarName place={data?.county?.name ?? ''} /></Bar>} demo={data?.county?.isDemo} tab="open" county={county} foot={data?.county && <Foot facts={data.county.footer} />}>
      <div class="head">
        {town && category && <p class="eyebrow">{town.shortName}</p>}
        <h1>{title(wanted, data?.county, town?.shortName)}</h1>
        <div class="mt4">
          <SearchForm key={query['q']} county={county} initial={query['q']} label={text.county.search} />
        </div>
      </div>
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
      {data?.county && <Body key={JSON.stringify(wanted)} county={data.county} wanted={wanted} />}
    </Page>
  )
}

function title(wanted: UnitsQueryVariables, county: CountyData | null | undefined, town: string | undefined): string {
  if (wanted.text) return text.list.found(wanted.text)
  if (wanted.category === 'TOWN' && county) return county.townLabel
  if (wanted.category) return categories[wanted.category]
  return town ?? text.list.title
}

function Body({ county, wanted }: { county: CountyData; wanted: UnitsQueryVariables }) {
  const underTown = wanted.category === 'VILLAGE' || wanted.category === 'COMMUNITY'
  if (underTown && !wanted.parent && !wanted.text && county.towns.length > 1) return <Towns county={county} category={wanted.category ?? ''} />
  return <Rows county={county} wanted={wanted} />
}

function Towns({ county, category }: { county: CountyData; category: string }) {
  return (
    <section class="section">
      <div class="section__head">
        <h2 class="as-h3">{text.list.pickTown(county.townLabel)}</h2>
        <span class="soft small">{text.list.count(thousands(county.units.totalCount))}</span>
      </div>
      <ul class="cells cells--two">
        {county.towns.map((town) => (
          <li key={town.code}>
            <Cell title={town.shortName} href={`/${county.code}/list?category=${category}&town=${town.code}`} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rows({ county, wanted }: { county: CountyData; wanted: UnitsQueryVariables }) {
  const [further, setFurther] = useState<UnitRow[]>([])
  const [page, setPage] = useState(county.units.pageInfo)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  const rows = [...county.units.nodes, ...further]
  const left = county.units.totalCount - rows.length
  const more = async () => {
    setState('loading')
    try {
      const { county: next } = await request(Units, { ...wanted, after: page.endCursor })
      if (next) {
        setFurther([...further, ...next.units.nodes])
        setPage(next.units.pageInfo)
      }
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  if (rows.length === 0) return <None county={county.code} mistyped={isMistypedCode(wanted.text ?? '')} />
  return (
    <section class="section section--first">
      <p class="soft small" role="status">
        {text.list.count(thousands(county.units.totalCount))}
      </p>
      <ul class="cells mt2">
        {rows.map((unit) => (
          <li key={unit.code}>
            <Cell title={unit.shortName} sub={wanted.parent ? (wanted.category ? undefined : categories[unit.category]) : subtitle(unit)} href={`/${county.code}/u/${unit.code}`} />
          </li>
        ))}
      </ul>
      {state instanceof RequestError && <Failed error={state} retry={more} />}
      {page.hasNextPage && (
        <button class="btn btn--quiet mt5" type="button" disabled={state === 'loading'} onClick={more}>
          {state === 'loading' ? text.list.loading : text.list.more(Math.min(30, left))}
        </button>
      )}
    </section>
  )
}

function subtitle(unit: UnitRow): string {
  return [unit.parent?.shortName, categories[unit.category]].filter(Boolean).join(' · ')
}

function None({ county, mistyped }: { county: string; mistyped: boolean }) {
  return (
    <Blank title={mistyped ? text.list.wrongCode : text.list.none}>
      <p>{mistyped ? text.list.wrongCodeHint : text.list.noneHint}</p>
      <a class="btn btn--quiet" href={`/${county}`}>
        {text.list.all}
      </a>
    </Blank>
  )
}
