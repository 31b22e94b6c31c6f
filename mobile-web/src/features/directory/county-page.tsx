// The county's home page: search, four doors, what came of it, categories, towns.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { thousands } from '@/shared/format/format'
import type { UnitCategory } from '@/shared/graphql/schema.generated'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Select } from '@/shared/ui/field'
import { Foot } from '@/shared/ui/foot'
import { Icon, type IconName } from '@/shared/ui/icon'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { County, type CountyQuery } from './first-view.generated'
import { SearchForm } from './search-form'
import { categories, text } from './text'

type CountyData = NonNullable<CountyQuery['county']>

const order: readonly UnitCategory[] = ['VILLAGE', 'COMMUNITY', 'TOWN', 'DEPARTMENT', 'CORE_ORGAN', 'SCHOOL', 'HOSPITAL', 'ENTERPRISE']

export default function CountyPage() {
  const { params } = useRoute()
  const code = params['county'] ?? ''
  const { data, error, reload } = useQuery(County, { code }, { keep: true })
  const county = data?.county
  useEffect(() => {
    if (county) rememberCounty(county)
  }, [county])
  if (data && !county) return <NotFound />
  return (
    <Page bar={<Bar kind="dark" home={`/${code}`}><BarName place={county?.name ?? ''} /></Bar>} hero={<Hero county={code} />} demo={county?.isDemo} tab="open" county={code} foot={county && <Foot facts={county.footer} openData={`/${code}/open-data`} />}>
      <Doors county={code} />
      <Done county={code} />
      {county && <ByUnit county={county} />}
      {county?.ledgerHead && <RootOfDay {...county.ledgerHead} />}
      {error && <Failed error={error} retry={reload} />}
      {!county && !error && <Waiting />}
    </Page>
  )
}

function Hero({ county }: { county: string }) {
  const { headline, search, searchHint } = text.county
  return (
    <div class="hero on-dark">
      <svg class="hero__rings" viewBox="0 0 260 260" stroke="currentColor" aria-hidden="true">
        <circle cx="130" cy="130" r="128" stroke-width="2" />
        <circle cx="130" cy="130" r="104" stroke-width="1" />
        <circle cx="130" cy="130" r="74" stroke-width="6" />
        <circle cx="130" cy="130" r="44" stroke-width="1" />
      </svg>
      <div class="hero__in">
        <h1>
          {headline[0]}
          <br />
          {headline[1]}
        </h1>
        <div class="mt5">
          <SearchForm county={county} label={search} hint={searchHint} />
        </div>
      </div>
    </div>
  )
}

function Doors({ county }: { county: string }) {
  const { doors, open, report, track, call } = text.county
  return (
    <section class="section section--first" aria-label={doors}>
      <div class="tiles">
        <Door href={`/${county}/list`} icon="paper" words={open} />
        <Door href={`/${county}/report`} icon="shield" words={report} red />
        <Door href="/track" icon="clock" words={track} />
        <Door href="tel:12388" icon="phone" words={call} />
      </div>
    </section>
  )
}

function Done({ county }: { county: string }) {
  const { done, outcomes, money, results, rules } = text.county
  return (
    <Section title={done}>
      <ul class="cells">
        <li>
          <Cell title={outcomes[0]} sub={outcomes[1]} href={`/${county}/outcomes`} />
        </li>
        <li>
          <Cell title={money[0]} sub={money[1]} href={`/${county}/money`} />
        </li>
        <li>
          <Cell title={results[0]} sub={results[1]} href={`/${county}/results`} />
        </li>
        <li>
          <Cell title={rules[0]} sub={rules[1]} href={`/${county}/rules`} />
        </li>
      </ul>
    </Section>
  )
}

/** What the county's log comes to today: whoever keeps it finds out later if anything was removed. */
function RootOfDay({ root, day, size }: NonNullable<CountyData['ledgerHead']>) {
  const { ledger, ledgerText, ledgerRoot, verify } = text.county
  return (
    <Section title={ledger}>
      <p class="mt3">{ledgerText}</p>
      <p class="mt2">{ledgerRoot(day, thousands(size))}</p>
      <p class="receipt mono small">{root}</p>
      <a class="btn btn--quiet mt2" href="/verify">
        {verify}
      </a>
    </Section>
  )
}

function Door({ href, icon, words, red = false }: { href: string; icon: IconName; words: readonly [string, string]; red?: boolean }) {
  return (
    <a class={`tile${red ? ' tile--red' : ''}`} href={href}>
      <Icon name={icon} size={28} />
      <b>{words[0]}</b>
      <span>{words[1]}</span>
    </a>
  )
}

function ByUnit({ county }: { county: CountyData }) {
  const counts = new Map(county.categoryCounts.map((row) => [row.category, row.units]))
  const total = county.categoryCounts.reduce((sum, row) => sum + row.units, 0)
  return (
    <>
      <Section title={text.county.byUnit} side={text.county.all(thousands(total))}>
        <ul class="cells cells--two">
          {order.map(
            (category) =>
              counts.has(category) && (
                <li key={category}>
                  <Cell title={category === 'TOWN' ? county.townLabel : categories[category]} side={thousands(counts.get(category) ?? 0)} href={`/${county.code}/list?category=${category}`} />
                </li>
              ),
          )}
        </ul>
      </Section>
      {county.towns.length > 0 && <ByTown county={county} />}
    </>
  )
}

function ByTown({ county }: { county: CountyData }) {
  const { route } = useLocation()
  const [town, setTown] = useState('')
  return (
    <Section title={text.county.byTown(county.townLabel)}>
      <Select id="town" label={text.county.town(county.townLabel)} value={town} onValue={setTown} options={[['', text.county.pickTown], ...county.towns.map((row) => [row.code, row.shortName] as const)]} />
      <button class="btn btn--quiet mt3" type="button" disabled={!town} onClick={() => route(`/${county.code}/list?town=${town}`)}>
        {text.county.goTown}
      </button>
    </Section>
  )
}
