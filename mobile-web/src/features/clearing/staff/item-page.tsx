// One item of a round: what changed, what becomes of it, and its whole text.
import { useLocation, useRoute } from 'preact-iso'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { Compared } from '../compared'
import { decisions } from '../text'
import { RoundItem } from './clearing.generated'
import type { RoundItemQuery } from './clearing.generated'
import { EMPTY, written } from './content'
import { DecideForm } from './decide-form'
import { ItemForm } from './item-form'
import { FlowPreview, ItemText } from './item-text'
import { text } from './text'

export default function ItemPage() {
  const { params } = useRoute()
  const [round, item] = [params['id'] ?? '', params['item'] ?? '']
  return (
    <StaffPage tab="me" back={{ href: `/staff/clearing/${round}`, name: text.backToRound }}>
      {({ county: { code } }) => (item === 'new' ? <New round={round} county={code} /> : <Loaded key={item} round={round} county={code} id={item} />)}
    </StaffPage>
  )
}

function New({ round, county }: { round: string; county: string }) {
  const { route } = useLocation()
  return (
    <>
      <div class="head">
        <h1>{text.newItem}</h1>
      </div>
      <ItemForm round={round} county={county} named={undefined} read={EMPTY} onSaved={(id) => route(`/staff/clearing/${round}/${id}`, true)} onOutdated={() => undefined} />
    </>
  )
}

function Loaded({ round, county, id }: { round: string; county: string; id: string }) {
  const { data, error, reload } = useStaffQuery(RoundItem, { id })
  const [done, setDone] = useDone()
  const { route } = useLocation()
  const finished = (what: string) => {
    setDone(what)
    reload()
  }
  if (error?.code === 'NOT_FOUND') {
    return (
      <div class="head">
        <h1>{text.missing}</h1>
        <p class="lead soft mt2">{text.missingHelp}</p>
      </div>
    )
  }
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const one = data.clearingItem
  const canEdit = one.viewerCan.includes('EDIT')
  return (
    <>
      <div class="head">
        <p class="eyebrow">{one.item.decision ? decisions[one.item.decision] : text.undecided}</p>
        <h1>{one.item.name}</h1>
      </div>
      {done}
      <Differences one={one} />
      {canEdit && <DecideForm key={one.item.revision} item={one.item} onDone={finished} onDropped={() => route(`/staff/clearing/${round}`)} />}
      {canEdit ? (
        <>
          <FlowPreview content={one.content} />
          <ItemForm round={round} county={county} named={{ itemId: one.item.id, revision: one.item.revision }} read={written(one.content)} onSaved={() => finished(text.saved)} onOutdated={reload} />
        </>
      ) : (
        <ItemText content={one.content} />
      )}
    </>
  )
}

type One = RoundItemQuery['clearingItem']

function Differences({ one }: { one: One }) {
  if (one.item.isNew) return null
  return (
    <Section id="compared" title={text.compared}>
      {one.changes.length === 0 ? <p class="soft">{text.notChanged}</p> : <Compared parts={one.changes} />}
    </Section>
  )
}
