// 申报类别和外县公钥: what the county may lawfully hold, and by which keys it knows other counties.
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { ArchiveKinds, ArchivePeers } from './archives.generated'
import { EndKindSheet, KindForm, PeerForm } from './kind-forms'
import { text } from './text'

const words = text.kinds

export default function KindsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'HEAD') ? <Naming /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

/** Whoever heads another organ is told by the server that it is not his. */
function Naming() {
  const peers = useStaffQuery(ArchivePeers, {})
  if (!peers.data) return peers.error ? <p class="mt5">{peers.error.message || words.notYours}</p> : <Waiting />
  return (
    <>
      <Kinds />
      <Peers peers={peers.data.archivePeers} onDone={peers.reload} />
    </>
  )
}

function Kinds() {
  const { data, error, reload } = useStaffQuery(ArchiveKinds, {})
  const [ending, setEnding] = useState<{ id: string; name: string }>()
  const [done, setDone] = useDone()
  const finished = (what: string) => {
    setEnding(undefined)
    setDone(what)
    reload()
  }
  return (
    <Section id="kinds" title={words.section}>
      {done}
      {!data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {data?.archiveKinds.length === 0 && (
        <Blank title={words.none}>
          <p>{words.noneHelp}</p>
        </Blank>
      )}
      <ul class="cells">
        {data?.archiveKinds.map(({ id, name, basis, endedAt }) => (
          <li key={id}>
            <Cell title={name} sub={endedAt ? words.ended(dayWithYear(endedAt)) : text.own.basis(basis)} onClick={endedAt ? undefined : () => setEnding({ id, name })} />
          </li>
        ))}
      </ul>
      <KindForm onDone={finished} />
      {ending && <EndKindSheet kind={ending} onClose={() => setEnding(undefined)} onDone={finished} />}
    </Section>
  )
}

interface PeerRow {
  readonly id: string
  readonly countyCode: string
  readonly countyName: string
  readonly publicKey: string
  readonly document: string
}

function Peers({ peers, onDone }: { peers: { readonly ownKey: string; readonly others: readonly PeerRow[] }; onDone: () => void }) {
  const [done, setDone] = useDone()
  return (
    <Section id="peers" title={words.peers}>
      {done}
      <p class="soft">{words.peersLead}</p>
      <p class="mt4">{words.own}</p>
      <p class="mt2 num" style={{ overflowWrap: 'anywhere' }}>
        {peers.ownKey}
      </p>
      <ul class="cells mt4">
        {peers.others.map(({ id, countyCode, countyName, publicKey, document }) => (
          <li key={id}>
            <Cell title={`${countyName}（${countyCode}）`} sub={`${document} · ${publicKey}`} />
          </li>
        ))}
      </ul>
      <PeerForm
        onDone={(what) => {
          setDone(what)
          onDone()
        }}
      />
    </Section>
  )
}
