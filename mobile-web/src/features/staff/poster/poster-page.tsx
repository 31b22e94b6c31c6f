// Printing a unit's poster: find the unit, open its A4 page.
import { useState } from 'preact/hooks'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { worksOnCases } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { PosterUnits } from './poster.generated'
import { PosterRow } from './poster-row'

const words = text.poster

export default function PosterPage() {
  return (
    <StaffPage tab="poster" back={backToMe}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          <Units viewer={viewer} />
        </>
      )}
    </StaffPage>
  )
}

/** Whoever has the poster among his tabs needs no way back. */
function backToMe(viewer: SignedInFragment) {
  return worksOnCases(viewer) ? { href: '/staff/me', name: staffText.back.me } : undefined
}

function Units({ viewer }: { viewer: SignedInFragment }) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [after, setAfter] = useState<readonly string[]>([])
  const search = (event: Event) => {
    event.preventDefault()
    setAfter([])
    setAsked(typed.trim())
  }
  return (
    <>
      <form onSubmit={search} role="search">
        <Input
          id="unit"
          label={words.search}
          hint={words.searchHint}
          value={typed}
          onValue={setTyped}
          native={{ enterkeyhint: 'search' }}
          beside={
            <button class="btn btn--small" type="submit">
              {words.find}
            </button>
          }
        />
      </form>
      {[undefined, ...after].map((cursor, at) => (
        <UnitsPart key={`${asked}-${at}`} county={viewer.county.code} asked={asked} after={cursor} last={at === after.length} onMore={(next) => setAfter([...after, next])} />
      ))}
    </>
  )
}

interface PartProps {
  county: string
  asked: string
  after: string | undefined
  last: boolean
  onMore: (after: string) => void
}

function UnitsPart({ county, asked, after, last, onMore }: PartProps) {
  const { data, error, reload } = useStaffQuery(PosterUnits, { county, text: asked || undefined, after })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const units = data.county?.units
  if (!units || (units.nodes.length === 0 && !after)) {
    return (
      <Blank title={words.none}>
        <p>{words.noneHelp}</p>
      </Blank>
    )
  }
  const next = units.pageInfo.hasNextPage ? units.pageInfo.endCursor : null
  return (
    <>
      <ul class={after ? 'cells' : 'cells mt5'}>
        {units.nodes.map((unit) => (
          <li key={unit.id}>
            <PosterRow unit={unit} county={county} />
          </li>
        ))}
      </ul>
      {last && next && (
        <button class="btn btn--quiet mt4" type="button" onClick={() => onMore(next)}>
          {words.more}
        </button>
      )}
    </>
  )
}
