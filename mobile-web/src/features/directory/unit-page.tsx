// A unit's page in five parts: duties, structure, powers, officials, how to speak up.
import { useRoute } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { thousands } from '@/shared/format/format'
import { useQuery } from '@/shared/graphql/use-query'
import { Opinions } from '@/shared/opinions/late'
import { Bar, BarName } from '@/shared/ui/bar'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { SectionTabs } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { Unit } from './first-view.generated'
import { categories, text } from './text'
import type { UnitData } from './unit-data'
import { DutySection, PeopleSection, PowerSection, StructureSection, WatchSection } from './unit-sections'
import { OutcomeSection } from './unit-outcomes'
import { ResultSection } from './unit-results'
import { usePart } from './use-part'

export default function UnitPage() {
  const { params } = useRoute()
  const county = params['county'] ?? ''
  const { data, error, reload } = useQuery(Unit, { county, code: params['code'] ?? '' }, { keep: true })
  const unit = data?.unit
  useEffect(() => {
    if (!unit) return
    rememberCounty(unit.county)
    if (location.hash) document.getElementById(location.hash.substring(1))?.scrollIntoView()
  }, [unit?.id])
  if (data && !unit) return <NotFound />
  return (
    <Page bar={<Bar back={`/${county}`}><BarName place={unit?.county.name ?? ''} /></Bar>} demo={unit?.county.isDemo} tab="open" county={county} foot={unit && <Foot facts={unit.county.footer} />}>
      {unit && <UnitBody key={unit.id} unit={unit} />}
      {error && <Failed error={error} retry={reload} />}
      {!unit && !error && <Waiting />}
    </Page>
  )
}

function UnitBody({ unit }: { unit: UnitData }) {
  const { tabs } = text.unit
  const parts = ([['duty', tabs.duty], ['structure', tabs.structure], ['power', tabs.power], ['people', tabs.people], ['results', tabs.results], ['watch', tabs.watch]] as const).filter(
    ([id]) => (id !== 'structure' || unit.structure.length > 0) && (id !== 'results' || unit.publications.totalCount > 0),
  )
  const current = usePart(parts.map(([id]) => id))
  return (
    <>
      <Head unit={unit} />
      <SectionTabs label={text.unit.parts} parts={parts} current={current} />
      <DutySection unit={unit} />
      {unit.structure.length > 0 && <StructureSection unit={unit} />}
      <PowerSection unit={unit} />
      <PeopleSection unit={unit} />
      {unit.publications.totalCount > 0 && <ResultSection unit={unit} />}
      <OutcomeSection unit={unit} />
      <Opinions county={unit.county.code} about={unit.id} />
      <WatchSection unit={unit} />
    </>
  )
}

function Head({ unit }: { unit: UnitData }) {
  const { households, population, powers, units } = text.unit
  const facts: readonly (readonly [string, number | null, string])[] = [
    [households, unit.households, units.households],
    [population, unit.population, units.population],
    [powers, unit.powers.totalCount, units.powers],
  ]
  const kind = unit.category === 'TOWN' ? unit.county.townLabel : categories[unit.category]
  return (
    <div class="head">
      <p class="eyebrow">{unit.parent ? `${kind} · ${text.unit.within(unit.parent.shortName)}` : kind}</p>
      <h1>{unit.name}</h1>
      {unit.successor && <Moved unit={unit.successor} />}
      <p class="lead soft">{unit.intro ?? text.unit.lead(unit.powers.totalCount, people(unit))}</p>
      <dl class="facts">
        {facts.map(
          ([name, count, measure]) =>
            count !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd class="num">
                  {thousands(count)} <small>{measure}</small>
                </dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}

function people(unit: UnitData): number {
  return new Set(unit.officials.map((post) => post.official.id)).size
}

function Moved({ unit }: { unit: NonNullable<UnitData['successor']> }) {
  return (
    <div class="note note--amber mt4" role="status">
      <p>{text.unit.moved(unit.name)}</p>
      <a class="link" href={`/${unit.county.code}/u/${unit.code}`}>
        {text.unit.movedGo(unit.name)}
      </a>
    </div>
  )
}
