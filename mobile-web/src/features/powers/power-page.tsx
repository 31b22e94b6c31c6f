// A power's page: how it goes, on what basis, where it goes wrong, who answers for it.
import { useRoute } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { useQuery } from '@/shared/graphql/use-query'
import { Opinions } from '@/shared/opinions/late'
import { Bar } from '@/shared/ui/bar'
import { Facts, Ticks } from '@/shared/ui/cell'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { late } from '@/shared/ui/late'
import { ReadAloud } from '@/shared/ui/read-aloud'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { Checks } from './checks'
import { Flow } from './flow'
import { HaltRecord, OpenHalt } from './halts'
import { Outcomes } from './outcomes'
import type { PowerData } from './power-data'
import { Power } from './power.generated'
import { grades, kinds, riskKinds, text } from './text'

const RatingBox = late(() => import('@/shared/rating/box'), true)

export default function PowerPage() {
  const { params } = useRoute()
  const county = params['county'] ?? ''
  const { data, error, reload } = useQuery(Power, { county, code: params['code'] ?? '' }, { keep: true })
  const power = data?.power
  useEffect(() => {
    if (power) rememberCounty(power.unit.county)
  }, [power])
  if (data && !power) return <NotFound />
  const back = power ? `/${county}/u/${power.unit.code}#power` : `/${county}`
  return (
    <Page bar={<Bar back={back}>{power?.unit.shortName}</Bar>} demo={power?.unit.county.isDemo} foot={power && <Foot facts={power.unit.county.footer} />}>
      {power && <PowerBody power={power} back={back} />}
      {error && <Failed error={error} retry={reload} />}
      {!power && !error && <Waiting />}
    </Page>
  )
}

function PowerBody({ power, back }: { power: PowerData; back: string }) {
  return (
    <>
      <div class="head">
        <p class="eyebrow">
          {text.list} · {power.unit.shortName}
        </p>
        <h1>{power.name}</h1>
        <p class="lead soft">{power.summary}</p>
        <p class="mt3">
          <span class="tag">{kinds[power.kind]}</span>
          <span class="tag">{power.administrativeType}</span>
          {power.isMajor && <span class="tag tag--mark">{text.major}</span>}
        </p>
        <ReadAloud text={spoken(power)} />
      </div>
      <OpenHalt power={power} />
      <Flow power={power} />
      <Guides power={power} />
      <Bases power={power} />
      {power.standards.length > 0 && (
        <Section title={text.standards}>
          <Facts rows={power.standards.map(({ circumstance, standard }) => [circumstance, standard] as const)} />
        </Section>
      )}
      {power.riskPoints.length > 0 && <Risks power={power} />}
      <Outcomes power={power} />
      <Opinions county={power.unit.county.code} about={power.id} byPart />
      <Section title={text.bodies}>
        <Facts
          rows={[
            [text.exercising, <BodyName key="e" power={power} words={power.exercisingBody} />],
            [text.supervising, <BodyName key="s" power={power} words={power.supervisingBody} />],
            [text.accountable, <BodyName key="a" power={power} words={power.accountableBody} />],
          ]}
        />
      </Section>
      <RatingBox id={power.id} county={power.unit.county.code} />
      <Checks power={power} />
      <HaltRecord power={power} />
      <div class="actions">
        <div class="btns">
          <a class="btn btn--red-quiet" href={`/${power.unit.county.code}/report?subject=${power.id}`}>
            {text.report}
          </a>
          <a class="btn btn--quiet" href={back}>
            {text.unit}
          </a>
        </div>
      </div>
    </>
  )
}

/** Who it is; where the words name a unit of the county, with the way to its page. */
function BodyName({ power, words }: { power: PowerData; words: string }) {
  const unit = power.bodies.find((body) => body.words === words)
  if (!unit) return <b>{words}</b>
  return (
    <a class="link" href={`/${power.unit.county.code}/u/${unit.unitCode}`}>
      {words}
    </a>
  )
}

function spoken(power: PowerData): string {
  const halted = power.halts.some(({ isOpen }) => isOpen) ? [text.halt.spoken] : []
  return [power.name, ...halted, power.summary, ...power.chart.text].join('。')
}

function Guides({ power }: { power: PowerData }) {
  if (power.guides.length === 0) return null
  return (
    <Section title={text.guides}>
      <ul class="cells">
        {power.guides.map((guide) => (
          <li key={guide.title}>
            <details>
              <summary>{guide.title}</summary>
              <p>{guide.text}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Bases({ power }: { power: PowerData }) {
  if (power.legalBases.length === 0) return null
  return (
    <Section title={text.bases}>
      <ul class="cells">
        {power.legalBases.map((basis, at) => (
          <li key={at}>
            <details>
              <summary>{lawName(basis.law) + (basis.article ?? '')}</summary>
              <p>{basis.text}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function lawName(law: string): string {
  return law.charAt(0) === '《' ? law : `《${law}》`
}

function Risks({ power }: { power: PowerData }) {
  const title = (number: number | null) => {
    const step = power.steps.find((one) => one.number === number)
    return step ? ` · ${text.stepName(step.number, step.title)}` : ''
  }
  return (
    <Section title={text.risks} side={text.riskCount(power.riskPoints.length)}>
      <ul class="cells">
        {power.riskPoints.map((risk) => (
          <li key={risk.id} class="risk">
            <div class="note__row">
              <span class={`grade grade--${risk.grade.toLowerCase()} risk__grade`}>{risk.grade}</span>
              <div>
                <h3>{risk.text}</h3>
                <p class="soft small">
                  {grades[risk.grade]} · {riskKinds[risk.kind]}
                  {title(risk.stepNumber)}
                </p>
                <Ticks items={risk.measures} />
                {risk.rules.map((rule) => (
                  <details key={rule.code} class="mt2">
                    <summary>{text.rule(rule.name, rule.isEnded)}</summary>
                    <p class="own-text">
                      {rule.documentNo}
                      {rule.documentNo && <br />}
                      {rule.text}
                    </p>
                  </details>
                ))}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
