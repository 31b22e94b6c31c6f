// 意见建议 on the page of a power, a unit, an outcome: the public ones by part, and the way to say something.
import { dayWithYear } from '@/shared/format/format'
import { useQuery } from '@/shared/graphql/use-query'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { OpinionsOnPage } from './on-page.generated'
import type { OpinionsOnPageQuery } from './on-page.generated'
import { partNames, short, stateNames, text } from './text'

export interface OnPageProps {
  county: string
  /** Id of what the page is about. */
  about?: string
  /** Or the code of a published result, whose id nobody knows. */
  result?: string
  /** A power has parts. */
  byPart?: boolean
}

type Node = OpinionsOnPageQuery['opinionsOn']['nodes'][number]

const shownOfPart = 3
const parts = ['BASIS', 'PROCESS', 'OUTCOME', 'WHOLE'] as const

export default function OnPage({ county, about, result, byPart = false }: OnPageProps) {
  // Not kept: what is taken away must not be shown again on the way back.
  const { data } = useQuery(OpinionsOnPage, { county, about: about ?? null, result: result ?? null })
  const all = data?.opinionsOn
  const which = result ? `result=${result}` : `about=${about ?? ''}`
  return (
    <Section id="opinions" title={text.title} side={all && all.totalCount > 0 && text.count(all.totalCount)}>
      {all?.nodes.length === 0 && <p class="soft">{text.none}</p>}
      {all && (byPart ? <ByPart county={county} all={all.nodes} /> : <List county={county} all={all.nodes.slice(0, shownOfPart)} />)}
      {all && all.totalCount > 0 && (
        <a class="link" href={`/${county}/opinions?${which}`}>
          {text.all}
        </a>
      )}
      <a class="btn btn--quiet mt4" href={`/${county}/opinion?${which}`}>
        {text.write}
      </a>
    </Section>
  )
}

function ByPart({ county, all }: { county: string; all: readonly Node[] }) {
  return (
    <>
      {parts.map((part) => {
        const own = all.filter((one) => (one.part ?? 'WHOLE') === part)
        if (own.length === 0) return null
        return (
          <div key={part} class="mt4">
            <h3>{partNames[part]}</h3>
            <List county={county} all={own.slice(0, shownOfPart)} />
          </div>
        )
      })}
    </>
  )
}

function List({ county, all }: { county: string; all: readonly Node[] }) {
  if (all.length === 0) return null
  return (
    <ul class="cells">
      {all.map((one) => (
        <li key={one.id}>
          <Cell title={short(one.text)} sub={text.row(dayWithYear(one.receivedOn), stateNames[one.state])} href={`/${county}/opinions/${one.id}`} />
        </li>
      ))}
    </ul>
  )
}
