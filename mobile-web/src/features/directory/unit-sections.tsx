// The five parts of a unit's page.
import { useState } from 'preact/hooks'
import { request, RequestError } from '@/shared/graphql/client'
import { Cell, Ticks } from '@/shared/ui/cell'
import { Icon } from '@/shared/ui/icon'
import { Section } from '@/shared/ui/section'
import { Failed } from '@/shared/ui/states'
import { UnitPowers } from './first-view.generated'
import { text } from './text'
import type { UnitData } from './unit-data'

const shownPowers = 8
/** As the documents ask. */
const atOnce = 100

export function DutySection({ unit }: { unit: UnitData }) {
  return (
    <Section id="duty" title={text.unit.duty}>
      <Ticks items={unit.duties} />
      {(unit.leadingGroup.length > 0 || unit.sections.length > 0) && (
        <details class="mt2">
          <summary>{text.unit.group}</summary>
          <div>
            {unit.leadingGroup.length > 0 && <PostList name={text.unit.leadingGroup} posts={unit.leadingGroup} />}
            {unit.sections.map((section) => (
              <PostList key={section.id} name={section.name} duties={section.duties} posts={section.posts} />
            ))}
          </div>
        </details>
      )}
    </Section>
  )
}

interface PostRow {
  readonly id: string
  readonly title: string
  readonly official: { readonly name: string }
}

function PostList({ name, duties, posts }: { name: string; duties?: readonly string[]; posts: readonly PostRow[] }) {
  return (
    <div class="mt3">
      <h3>{name}</h3>
      {duties && duties.length > 0 && <p class="soft small">{text.unit.duties(duties)}</p>}
      <ul>
        {posts.map((post) => (
          <li key={post.id}>
            <b>{post.official.name}</b> <span class="soft">{post.title}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function StructureSection({ unit }: { unit: UnitData }) {
  return (
    <Section id="structure" title={text.unit.structure}>
      <ul class="cells">
        {unit.structure.map((row) => (
          <li key={row.body}>
            <div class="cell">
              <span class="cell__main">
                <Pair class="cell__title" left={row.body} right={text.unit.structureCount(row.powers)} />
                <Supervisors row={row} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Who supervises all powers of a body, and who some of them. */
function Supervisors({ row }: { row: UnitData['structure'][number] }) {
  const all = row.supervisors.filter((one) => one.powers >= row.powers).map((one) => one.body)
  const some = row.supervisors.filter((one) => one.powers < row.powers)
  return (
    <>
      {all.length > 0 && <span class="cell__sub">{text.unit.supervisesAll(all)}</span>}
      {some.length > 0 && <span class="cell__sub">{text.unit.supervisesSome}</span>}
      {some.map((one) => (
        <Pair key={one.body} class="cell__sub" left={one.body} right={text.unit.supervisesCount(one.powers)} />
      ))}
    </>
  )
}

function Pair({ class: className, left, right }: { class: string; left: string; right: string }) {
  return (
    <span class={`${className} pair`}>
      <span>{left}</span> <span class="num">{right}</span>
    </span>
  )
}

export function PowerSection({ unit }: { unit: UnitData }) {
  const { county, code } = unit
  const { totalCount } = unit.powers
  const [nodes, setNodes] = useState<UnitData['powers']['nodes']>(unit.powers.nodes)
  const [page, setPage] = useState(unit.powers.pageInfo)
  const [open, setOpen] = useState(false)
  const [state, setState] = useState<'ready' | 'loading' | RequestError>('ready')
  const shown = open ? nodes : nodes.slice(0, shownPowers)
  const more = async () => {
    setState('loading')
    try {
      const next = (await request(UnitPowers, { county: county.code, code, after: page.endCursor })).unit?.powers
      if (next) {
        setNodes([...nodes, ...next.nodes])
        setPage(next.pageInfo)
      }
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError ? error : new RequestError('broken'))
    }
  }
  return (
    <Section id="power" title={text.unit.power} side={totalCount > 0 && text.unit.total(totalCount)}>
      {totalCount === 0 && <p class="soft">{text.unit.noPowers}</p>}
      {totalCount > 0 && (
        <ul class="cells">
          {shown.map((power) => (
            <li key={power.id}>
              <Cell title={power.name} sub={<PowerSub power={power} />} href={`/${county.code}/p/${power.code}`} />
            </li>
          ))}
        </ul>
      )}
      {!open && nodes.length > shownPowers && (
        <button class="link link--button" type="button" onClick={() => setOpen(true)}>
          {page.hasNextPage ? text.unit.showMore(nodes.length - shownPowers) : text.unit.showAll(totalCount)}
        </button>
      )}
      {state instanceof RequestError && <Failed error={state} retry={more} />}
      {open && page.hasNextPage && (
        <button class="btn btn--quiet mt5" type="button" disabled={state === 'loading'} onClick={more}>
          {state === 'loading' ? text.list.loading : text.unit.showMore(Math.min(atOnce, totalCount - nodes.length))}
        </button>
      )}
      {totalCount > 0 && (
        <a class="link" href={`/${county.code}/u/${code}/versions`}>
          {text.unit.versions}
        </a>
      )}
    </Section>
  )
}

function PowerSub({ power }: { power: UnitData['powers']['nodes'][number] }) {
  return (
    <>
      {power.isHalted && <span class="tag tag--halt">{text.unit.halted}</span>}
      {power.isMajor && <span class="tag tag--mark">{text.unit.major}</span>}
      {power.summary}
    </>
  )
}

export function PeopleSection({ unit }: { unit: UnitData }) {
  const demo = unit.officials.some((post) => post.official.isDemo)
  return (
    <Section id="people" title={text.unit.people} side={demo && text.unit.demoPeople}>
      {unit.officials.length === 0 && <p class="soft">{text.unit.noPeople}</p>}
      {unit.officials.length > 0 && (
        <ul class="cells">
          {unit.officials.map((post) => (
            <li key={post.id}>
              <Cell title={post.official.name} sub={<PostSub title={post.title} duties={post.duties} />} side={text.unit.rate} href={`/${unit.county.code}/rate/${post.official.id}`} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function PostSub({ title, duties }: { title: string; duties: readonly string[] }) {
  return (
    <>
      {title}
      {duties.length > 0 && (
        <>
          <br />
          {text.unit.duties(duties)}
        </>
      )}
    </>
  )
}

export function WatchSection({ unit }: { unit: UnitData }) {
  const words = text.unit
  return (
    <Section id="watch" title={words.watch}>
      <div class="note">
        <p>
          {unit.organ && (
            <>
              <b>{words.organ(unit.organ.name)}</b>
              <br />
            </>
          )}
          {words.higher}
        </p>
        {unit.organ?.telephone && (
          <p class="mt2">
            {words.organPhone} <a href={`tel:${unit.organ.telephone.replace(/[^\d+]/g, '')}`}>{unit.organ.telephone}</a>
          </p>
        )}
      </div>
      <div class="btns mt4">
        {unit.viewerCan.indexOf('REPORT') >= 0 && (
          <a class="btn btn--red-quiet" href={`/${unit.county.code}/report?subject=${unit.id}`}>
            <Icon name="shield" />
            {words.report}
          </a>
        )}
        <a class="btn btn--quiet" href="/track">
          <Icon name="clock" />
          {words.track}
        </a>
      </div>
      {(unit.category === 'VILLAGE' || unit.category === 'COMMUNITY' || unit.category === 'TOWN') && (
        <a class="btn btn--text mt2" href={`/${unit.county.code}/money`}>
          {words.money}
        </a>
      )}
      {unit.category === 'TOWN' && (
        <a class="btn btn--text mt2" href={`/${unit.county.code}/list?town=${unit.code}`}>
          {words.villages}
        </a>
      )}
    </Section>
  )
}
