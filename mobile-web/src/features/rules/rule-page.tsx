// One rule: what it says, and which risks of which powers it holds down.
import { useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar, BarName } from '@/shared/ui/bar'
import { Cell, Facts } from '@/shared/ui/cell'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { Rule, type RuleQuery } from './rules.generated'
import { text } from './text'

type RuleData = NonNullable<RuleQuery['rule']>

export default function RulePage() {
  const { params } = useRoute()
  const [county, code] = [params['county'] ?? '', params['code'] ?? '']
  const { data, error, reload } = useQuery(Rule, { county, code })
  useEffect(() => {
    if (data?.county) rememberCounty(data.county)
  }, [data])
  if (data && !(data.county && data.rule)) return <NotFound />
  const rule = data?.rule
  return (
    <Page bar={<Bar back={`/${county}/rules`}><BarName place={data?.county?.name ?? ''} /></Bar>} demo={data?.county?.isDemo} tab="open" county={county} foot={data?.county && <Foot facts={data.county.footer} />}>
      {rule && <Body county={county} rule={rule} />}
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
    </Page>
  )
}

function Body({ county, rule }: { county: string; rule: RuleData }) {
  return (
    <>
      <div class="head">
        <p class="eyebrow">{text.page}</p>
        <h1>《{rule.name}》</h1>
        {rule.isEnded && (
          <p class="mt3">
            <span class="tag tag--halt">{text.ended}</span>
          </p>
        )}
      </div>
      <Facts
        class="mt5"
        rows={[
          [text.area, rule.area],
          [text.issuer, rule.issuer],
          rule.documentNo !== null && [text.documentNo, rule.documentNo],
          rule.issuedOn !== null && [text.issuedOn, dayWithYear(rule.issuedOn)],
        ]}
      />
      <Section title={text.says}>
        <p class="own-text">{rule.text}</p>
      </Section>
      <Risks county={county} rule={rule} />
      <a class="btn btn--quiet mt5" href={`/${county}/rules`}>
        {text.all}
      </a>
    </>
  )
}

function Risks({ county, rule }: { county: string; rule: RuleData }) {
  const [found, setFound] = useState(rule.riskPoints)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  const more = async () => {
    setState('loading')
    try {
      const next = (await request(Rule, { county, code: rule.code, after: found.pageInfo.endCursor })).rule?.riskPoints
      if (next) setFound({ ...next, nodes: [...found.nodes, ...next.nodes] })
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  return (
    <Section id="risks" title={text.risks}>
      {found.nodes.length === 0 && <p class="soft">{text.noRisks}</p>}
      <ul class="cells">
        {found.nodes.map((one, at) => (
          <li key={at}>
            <Cell title={one.text} sub={`${text.grade(one.grade)} · ${one.powerName} · ${one.unitName}`} href={`/${county}/p/${one.powerCode}`} />
          </li>
        ))}
      </ul>
      {state instanceof RequestError && <Failed error={state} retry={more} />}
      {found.pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt5" type="button" disabled={state === 'loading'} onClick={more}>
          {state === 'loading' ? text.loading : text.more}
        </button>
      )}
    </Section>
  )
}
