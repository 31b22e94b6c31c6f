// 亲属申报: what one declared, what a head is to answer, and for the county commission all of it.
import { useState } from 'preact/hooks'
import { Done } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { DeclareForm } from './declare-form'
import { AskForm, Decision } from './ending-forms'
import { NoteButtons } from './note-buttons'
import { KinshipEndings, KinshipNotes, Kinships } from './officials.generated'
import type { KinFragment } from './officials.generated'
import { text } from './text'

const words = text.kin

export default function KinPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          <Parts viewer={viewer} />
        </>
      )}
    </StaffPage>
  )
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  const [done, setDone] = useState<string>()
  // Each thing that was done makes the lists anew.
  const [turn, setTurn] = useState(0)
  const finished = (what: string) => {
    setDone(what)
    setTurn(turn + 1)
  }
  return (
    <>
      {done && <Done about={`${turn}`}>{done}</Done>}
      {hasRole(viewer, 'HEAD') && <ToNote key={`note${turn}`} onDone={() => finished(words.noted)} />}
      {hasRole(viewer, 'HEAD') && <ToDecide key={`decide${turn}`} onDone={() => finished(words.decided)} />}
      <Own key={`own${turn}`} onDone={finished} />
      {hasRole(viewer, 'HEAD', 'CUSTODIAN') && viewer.organs.some(({ kind }) => kind === 'COUNTY_COMMISSION') && <All key={`all${turn}`} />}
    </>
  )
}

function Own({ onDone }: { onDone: (what: string) => void }) {
  const [open, setOpen] = useState<KinFragment | 'new'>()
  const { data, error, reload } = useStaffQuery(Kinships, { all: false })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const list = data.kinships.nodes
  const close = () => setOpen(undefined)
  return (
    <Section id="own" title={words.own}>
      {list.length === 0 && <p class="soft">{words.ownNone}</p>}
      <ul class={list.length > 0 ? 'cells' : undefined}>
        {list.map((one) => (
          <li key={one.id}>
            <Cell title={named(one)} sub={one.ending ? words.waits : about(one)} onClick={one.ending ? undefined : () => setOpen(one)} />
          </li>
        ))}
      </ul>
      <button class="btn mt5" type="button" aria-haspopup="dialog" onClick={() => setOpen('new')}>
        {words.declare}
      </button>
      {open === 'new' && (
        <Sheet label={words.declare} onClose={close}>
          <DeclareForm onClose={close} onDone={() => onDone(words.declared)} />
        </Sheet>
      )}
      {open && open !== 'new' && (
        <Sheet label={words.ask} onClose={close}>
          <AskForm one={open} onClose={close} onDone={() => onDone(words.asked)} />
        </Sheet>
      )}
    </Section>
  )
}

function ToNote({ onDone }: { onDone: () => void }) {
  const { data } = useStaffQuery(KinshipNotes, {})
  const list = data?.kinshipNotes ?? []
  if (list.length === 0) return null
  return (
    <Section id="note" title={words.toNote}>
      <ul class="cells">
        {list.map((one) => (
          <li key={one.id} class="risk">
            <h3>{named(one)}</h3>
            <p>{words.noteLead(one.official?.name ?? '', one.relative?.name ?? '')}</p>
            {one.canNote && <NoteButtons kinship={one.id} onDone={onDone} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ToDecide({ onDone }: { onDone: () => void }) {
  const { data } = useStaffQuery(KinshipEndings, {})
  const list = data?.kinshipEndings ?? []
  if (list.length === 0) return null
  return (
    <Section id="decide" title={words.toDecide}>
      <ul class="cells">
        {list.map((one) => (
          <li key={one.id} class="risk">
            <h3>{named(one)}</h3>
            <p>{one.ending?.reason}</p>
            {one.ending?.canDecide && <Decision ending={one.ending.id} onDone={onDone} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function All() {
  const [after, setAfter] = useState<string | null>(null)
  const { data, error, reload } = useStaffQuery(Kinships, { all: true, after })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, pageInfo } = data.kinships
  return (
    <Section id="all" title={words.all}>
      {nodes.length === 0 && <p class="soft">{words.allNone}</p>}
      <ul class={nodes.length > 0 ? 'cells' : undefined}>
        {nodes.map((one) => (
          <li key={one.id}>
            <Cell title={named(one)} sub={about(one)} />
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <button class="btn btn--text mt3" type="button" onClick={() => setAfter(pageInfo.endCursor)}>
          {words.more}
        </button>
      )}
    </Section>
  )
}

function about(one: KinFragment): string {
  return `${words.since(dayWithYear(one.declaredAt))}，${words.state(one.noted, one.awaitsNote)}`
}

function named(one: KinFragment): string {
  return words.pair(one.official?.name ?? '', one.relative?.name ?? '', one.relation)
}
