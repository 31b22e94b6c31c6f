// One round of 清权: its items, what is still missing, and what the viewer may do with it now.
import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { dayAndClock } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { decisions } from '../text'
import { Round, RoundItems } from './clearing.generated'
import type { ItemPageFragment, ItemPartsFragment, RoundPartsFragment } from './clearing.generated'
import { RoundForms } from './round-forms'
import { RoundOpinions } from './round-opinions'
import { parts, states, steps, text } from './text'

export default function RoundPage() {
  const id = useRoute().params['id'] ?? ''
  return (
    <StaffPage tab="me" back={{ href: '/staff/clearing', name: text.back }}>
      {(viewer) => <Loaded key={id} id={id} viewer={viewer} />}
    </StaffPage>
  )
}

function Loaded({ id, viewer }: { id: string; viewer: SignedInFragment }) {
  const { data, error, reload, put } = useStaffQuery(Round, { id })
  const [done, setDone] = useDone()
  if (error?.code === 'NOT_FOUND') return <Missing />
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const round = data.clearing
  const changed = (next: RoundPartsFragment, what: string) => {
    put({ clearing: next })
    setDone(what)
  }
  return (
    <>
      <div class="head">
        <p class="eyebrow">
          {text.title} · {states[round.line.state]}
        </p>
        <h1>{round.line.unit.name}</h1>
      </div>
      {done}
      <Standing round={round} />
      <Items round={round} />
      <RoundOpinions round={round} />
      <RoundForms round={round} onChanged={changed} />
      {round.lastVersionNo !== null && (
        <a class="link" href={`/${viewer.county.code}/u/${round.line.unit.code}/versions`}>
          {text.versions}
        </a>
      )}
      <History round={round} />
    </>
  )
}

function Missing() {
  return (
    <div class="head">
      <h1>{text.missing}</h1>
      <p class="lead soft mt2">{text.missingHelp}</p>
      <a class="btn btn--quiet mt6" href="/staff/clearing">
        {text.toList}
      </a>
    </div>
  )
}

/** What must be known before anything is done here. */
function Standing({ round }: { round: RoundPartsFragment }) {
  const told = [
    round.line.state === 'MERGED' && text.merged,
    round.successor && round.line.state !== 'MERGED' && text.ended(round.successor.name),
  ].filter((line) => typeof line === 'string')
  return (
    <>
      {round.line.state === 'RETURNED' && round.returnReason && (
        <div class="note note--amber mt4">
          <p class="own-text">
            <b>{text.returned}</b>
            <br />
            {round.returnReason}
          </p>
        </div>
      )}
      {told.map((line) => (
        <div key={line} class="note note--amber mt4">
          <p>{line}</p>
        </div>
      ))}
    </>
  )
}

/** Items by administrative type, as the list will be read; of a long one the first, and the others when they are asked for. */
function Items({ round }: { round: RoundPartsFragment }) {
  const { totalCount, undecidedCount } = round.items
  const { items, isMore, busy, fault, more } = useAllItems(round)
  const types = Array.from(new Set(items.map(({ administrativeType }) => administrativeType)))
  return (
    <Section id="items" title={text.items} side={text.itemCount(totalCount, undecidedCount)}>
      {types.map((type) => (
        <div key={type} class="mt4">
          <h3>{type}</h3>
          <ul class="cells">
            {items
              .filter(({ administrativeType }) => administrativeType === type)
              .map((item) => (
                <li key={item.id}>
                  <Cell title={item.name} sub={<ItemSub item={item} />} href={`/staff/clearing/${round.line.id}/${item.id}`} />
                </li>
              ))}
          </ul>
        </div>
      ))}
      {fault && <Failed error={fault} retry={more} />}
      {isMore && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {text.moreItems(totalCount - items.length)}
        </button>
      )}
      {round.viewerCan.includes('EDIT') && (
        <a class="btn btn--quiet mt4" href={`/staff/clearing/${round.line.id}/new`}>
          {text.add}
        </a>
      )}
    </Section>
  )
}

/** The items that are shown: the first page of the round as it was read last, and what was asked for behind it. */
function useAllItems(round: RoundPartsFragment) {
  const first = round.items
  const [rest, setRest] = useState<{ readonly of: ItemPageFragment; readonly pages: readonly ItemPageFragment[] }>({ of: first, pages: [] })
  const { busy, fault, send } = useSending()
  const pages = rest.of === first ? [first, ...rest.pages] : [first]
  const { hasNextPage, endCursor } = (pages[pages.length - 1] ?? first).pageInfo
  const more = () =>
    send(async () => {
      if (!endCursor) return
      const { clearing } = await staffRequest(RoundItems, { id: round.line.id, after: endCursor })
      setRest({ of: first, pages: [...pages.slice(1), clearing.items] })
    })
  return { items: pages.flatMap(({ nodes }) => nodes), isMore: hasNextPage, busy, fault, more }
}

function ItemSub({ item }: { item: ItemPartsFragment }) {
  return (
    <>
      <span class={item.decision ? 'tag' : 'tag tag--mark'}>{item.decision ? decisions[item.decision] : text.undecided}</span>
      {!item.hasBasis && <span class="tag tag--halt">{text.noBasis}</span>}
      {item.isNew && <span class="tag">{text.isNew}</span>}
      {item.isChanged && <span class="tag">{text.changed}</span>}
      {item.isMajor && <span class="tag tag--mark">{text.major}</span>}
      {item.reason ?? ''}
    </>
  )
}

function History({ round }: { round: RoundPartsFragment }) {
  return (
    <details class="mt6">
      <summary>{text.history}</summary>
      <ul class="cells">
        {round.steps.map((step, at) => (
          <li key={at}>
            <Cell
              title={`${steps[step.step]}${step.itemName ? `：${step.itemName}` : ''}`}
              sub={[dayAndClock(step.at), step.parts.map((part) => parts[part]).join('、')].filter((part) => part !== '').join(' · ')}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}
