// The versions of a unit's list, and what changed between two of them.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { Adopted } from './adopted'
import { Compared } from './compared'
import { changeKinds, decisions, text } from './text'
import { ListVersions } from './versions.generated'
import type { ListVersionsQuery } from './versions.generated'

type Unit = NonNullable<ListVersionsQuery['unit']>
type Comparison = NonNullable<ListVersionsQuery['listComparison']>

export default function VersionsPage() {
  const { params } = useRoute()
  const { query } = useLocation()
  const [county, code] = [params['county'] ?? '', params['code'] ?? '']
  const variables = { county, code, ...numbered('older', query['older']), ...numbered('newer', query['newer']) }
  const { data, error, reload } = useQuery(ListVersions, variables, { keep: true })
  const unit = data?.unit
  useEffect(() => {
    if (unit) rememberCounty(unit.county)
  }, [unit?.code])
  if (data && !unit) return <NotFound />
  const back = `/${county}/u/${code}#power`
  return (
    <Page bar={<Bar back={back}>{unit?.shortName ?? text.list}</Bar>} demo={unit?.county.isDemo} foot={unit && <Foot facts={unit.county.footer} />}>
      {unit && (
        <>
          <div class="head">
            <p class="eyebrow">
              {text.list} · {unit.name}
            </p>
            <h1>{text.title}</h1>
            <p class="lead soft">{text.lead}</p>
          </div>
          <Versions unit={unit} />
          {data.listComparison && <Changes key={`${data.listComparison.older.no}-${data.listComparison.newer.no}`} unit={unit} compared={data.listComparison} />}
          {data.listComparison && <Adopted county={county} unit={code} no={data.listComparison.newer.no} />}
          <a class="btn btn--quiet mt5" href={back}>
            {text.now}
          </a>
        </>
      )}
      {error && <Failed error={error} retry={reload} />}
      {!unit && !error && <Waiting />}
    </Page>
  )
}

/** A number of the address; nothing for what is none, as the server reads it. */
function numbered<Name extends 'older' | 'newer'>(name: Name, given: string | undefined): { [key in Name]?: number } {
  return (given && /^\d{1,6}$/.test(given) ? { [name]: Number(given) } : {}) as { [key in Name]?: number }
}

function Versions({ unit }: { unit: Unit }) {
  const { listVersions: all, county, code } = unit
  if (all.length === 0) return <p class="soft mt5">{text.none}</p>
  return (
    <Section id="versions" title={text.versions} side={text.count(all.length)}>
      <ul class="cells">
        {all.map((version) => (
          <li key={version.no}>
            <Cell title={text.version(version.no)} sub={text.published(dayWithYear(version.publishedOn), sum(version))} href={`/${county.code}/u/${code}/versions?newer=${version.no}`} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function sum({ kept, adjusted, added, cancelled }: Unit['listVersions'][number]): string {
  const counts = [[decisions.KEPT, kept], [decisions.ADJUSTED, adjusted], [decisions.ADDED, added], [decisions.CANCELLED, cancelled]] as const
  return counts.filter(([, count]) => count > 0).map(([word, count]) => text.sum(word, count)).join('，')
}

function Changes({ unit, compared }: { unit: Unit; compared: Comparison }) {
  const { older, newer, sameCount } = compared
  const county = unit.county.code
  const { changes, pageInfo, state, more } = useAllChanges(unit, compared)
  return (
    <Section id="changes" title={text.changes(text.version(newer.no), text.version(older.no))} side={text.same(sameCount)}>
      <OlderOnes unit={unit} compared={compared} />
      {changes.length === 0 && <p class="soft">{text.nothing}</p>}
      <ul class="cells">
        {changes.map((change) => (
          <li key={change.code}>
            <Change county={county} change={change} />
          </li>
        ))}
      </ul>
      {state instanceof RequestError && <Failed error={state} retry={more} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt5" type="button" disabled={state === 'loading'} onClick={more}>
          {state === 'loading' ? text.loading : text.more}
        </button>
      )}
    </Section>
  )
}

/** What changed as far as it was read: the first page, and what was asked for behind it. */
function useAllChanges(unit: Unit, { older, newer, changes }: Comparison) {
  const [found, setFound] = useState(changes)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  const more = async () => {
    setState('loading')
    try {
      const variables = { county: unit.county.code, code: unit.code, older: older.no, newer: newer.no, after: found.pageInfo.endCursor }
      const next = (await request(ListVersions, variables)).listComparison?.changes
      if (next) setFound({ ...next, nodes: [...found.nodes, ...next.nodes] })
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  return { changes: found.nodes, pageInfo: found.pageInfo, state, more }
}

/** Every other version that came before the newer one, and the list as it was before the first. */
function OlderOnes({ unit, compared: { older, newer } }: { unit: Unit; compared: Comparison }) {
  const others = [...unit.listVersions.map(({ no }) => no), 0].filter((no) => no < newer.no && no !== older.no)
  if (others.length === 0) return null
  return (
    <p class="soft">
      {text.alsoWith}
      {others.map((no) => [
        '　',
        <a key={no} class="link" href={`/${unit.county.code}/u/${unit.code}/versions?newer=${newer.no}&older=${no}`}>
          {text.version(no)}
        </a>,
      ])}
    </p>
  )
}

function Change({ county, change }: { county: string; change: Comparison['changes']['nodes'][number] }) {
  return (
    <details>
      <summary>
        <span class="tag">{changeKinds[change.kind]}</span>
        {change.name}
      </summary>
      <div>
        {change.reason && (
          <p class="own-text">
            <b>{text.reason}</b>
            <br />
            {change.reason}
          </p>
        )}
        <Compared parts={change.parts} />
        {change.kind !== 'CANCELLED' && (
          <a class="link" href={`/${county}/p/${change.code}`}>
            {text.power}
          </a>
        )}
      </div>
    </details>
  )
}
