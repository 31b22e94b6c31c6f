// Public opinions on a thing: of a power by part; the newest first.
import { useLocation, useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { lastCountyIsDemo } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import type { OpinionPart } from '@/shared/graphql/schema.generated'
import { useQuery } from '@/shared/graphql/use-query'
import { partNames, short, stateNames } from '@/shared/opinions/text'
import { Bar } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Select } from '@/shared/ui/field'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { OpinionAbout, OpinionsOn } from './opinions.generated'
import type { OpinionsOnQuery } from './opinions.generated'
import { text } from './text'

const words = text.list
const atOnce = 20
const parts: readonly OpinionPart[] = ['BASIS', 'PROCESS', 'OUTCOME']

export default function ListPage() {
  const county = useRoute().params['county'] ?? ''
  const { query } = useLocation()
  const about = query['about'] ?? ''
  const result = query['result'] ?? ''
  const [part, setPart] = useState<OpinionPart | ''>('')
  const { data: node } = useQuery(OpinionAbout, { id: about }, { skip: !about })
  const thing = node?.node
  const isPower = thing?.__typename === 'Power'
  return (
    <Page bar={<Bar back={`/${county}`}>{words.back}</Bar>} demo={lastCountyIsDemo()}>
      <div class="head">
        <p class="eyebrow">{nameOf(thing)}</p>
        <h1>{words.title}</h1>
        <p class="lead soft">{words.lead}</p>
      </div>
      {isPower && (
        <Select
          id="part"
          label={words.parts}
          value={part}
          onValue={(picked) => setPart(parts.find((one) => one === picked) ?? '')}
          options={[['', words.all], ...parts.map((one) => [one, partNames[one]] as const)]}
        />
      )}
      <Found key={part} county={county} about={about} result={result} part={part || null} />
      <div class="btns mt5">
        <a class="btn" href={`/${county}/opinion?${result ? `result=${result}` : `about=${about}`}`}>
          {words.write}
        </a>
        <a class="btn btn--quiet" href={`/${county}/my-opinions`}>
          {words.mine}
        </a>
      </div>
    </Page>
  )
}

type Thing = { __typename: string; name?: string; title?: string | null } | null | undefined

function nameOf(thing: Thing): string {
  return thing?.name ?? thing?.title ?? ''
}

type Node = OpinionsOnQuery['opinionsOn']['nodes'][number]

function Found({ county, about, result, part }: { county: string; about: string; result: string; part: OpinionPart | null }) {
  const variables = { county, about: about || null, publication: result || null, part, first: atOnce }
  const { data, error, reload } = useQuery(OpinionsOn, variables)
  const [more, setMore] = useState<{ nodes: readonly Node[]; next?: string | null | undefined; state: 'ready' | 'busy' | RequestError }>({ nodes: [], state: 'ready' })
  useEffect(() => {
    if (data) setMore({ nodes: data.opinionsOn.nodes, next: data.opinionsOn.pageInfo.hasNextPage ? data.opinionsOn.pageInfo.endCursor : null, state: 'ready' })
  }, [data])
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  if (data.opinionsOn.totalCount === 0) {
    return (
      <Blank title={words.none}>
        <p>{words.noneHelp}</p>
      </Blank>
    )
  }
  const load = () => {
    setMore({ ...more, state: 'busy' })
    request(OpinionsOn, { ...variables, after: more.next ?? null }).then(
      ({ opinionsOn: { nodes, pageInfo } }) => setMore({ nodes: [...more.nodes, ...nodes], next: pageInfo.hasNextPage ? pageInfo.endCursor : null, state: 'ready' }),
      (fault: unknown) => setMore({ ...more, state: fault instanceof RequestError ? fault : new RequestError('broken') }),
    )
  }
  return (
    <Section title={words.count(data.opinionsOn.totalCount)}>
      <ul class="cells">
        {more.nodes.map((one) => (
          <li key={one.id}>
            <Cell title={short(one.text)} sub={`${one.part ? `${partNames[one.part]} · ` : ''}${words.row(dayWithYear(one.receivedOn), stateNames[one.state])}`} href={`/${county}/opinions/${one.id}`} />
          </li>
        ))}
      </ul>
      {more.state instanceof RequestError && <Failed error={more.state} retry={load} />}
      {more.next && (
        <button class="btn btn--quiet mt4" type="button" disabled={more.state === 'busy'} onClick={load}>
          {more.state === 'busy' ? words.loading : words.more}
        </button>
      )}
    </Section>
  )
}
