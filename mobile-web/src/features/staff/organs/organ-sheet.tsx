// One organ: its place and reach, and what the administrator may do with it.
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { Cell, Facts } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import { CloseOrganForm } from './close-form'
import { CoverForm } from './cover-form'
import type { OrganRecordPartsFragment } from './organs.generated'
import { RenameForm } from './rename-form'
import { SuperiorForm } from './superior-form'
import { KIND, words } from './text'

type Part = 'facts' | 'rename' | 'superior' | 'cover' | 'close'

interface Props {
  record: OrganRecordPartsFragment
  organs: readonly OrganRecordPartsFragment[]
  county: string
  onClose: () => void
  onDone: (what: string) => void
}

export function OrganSheet({ record, organs, county, onClose, onDone }: Props) {
  const [part, setPart] = useState<Part>('facts')
  const back = () => setPart('facts')
  return (
    <Sheet key={part} label={record.organ.name} onClose={onClose}>
      <h2>{record.organ.name}</h2>
      <p class="soft small">{KIND[record.organ.kind]}</p>
      {part === 'facts' && <Menu record={record} onPart={setPart} onClose={onClose} />}
      {part === 'rename' && <RenameForm record={record} onBack={back} onDone={onDone} />}
      {part === 'superior' && <SuperiorForm record={record} organs={organs} onBack={back} onDone={onDone} />}
      {part === 'cover' && <CoverForm record={record} county={county} onBack={back} onDone={onDone} />}
      {part === 'close' && <CloseOrganForm record={record} organs={organs} onBack={back} onDone={onDone} />}
    </Sheet>
  )
}

function Menu({ record, onPart, onClose }: { record: OrganRecordPartsFragment; onPart: (part: Part) => void; onClose: () => void }) {
  const { organ, unit, superior, superiorMissing, covers, advice, address, closedOn, successor, viewerCanChange } = record
  return (
    <>
      <Facts
        class="mt3"
        rows={[
          superior ? [words.superiorIs, superior.name] : superiorMissing && [words.superiorIs, words.alarm],
          unit && [words.unit, unit.name],
          covers.length > 0 && [words.covers, covers.join('、')],
          organ.telephone !== null && [words.telephone, organ.telephone],
          advice !== null && [words.advice, advice],
          address !== null && [words.address, address],
          closedOn !== null && [words.close, words.closed(dayWithYear(closedOn), successor?.name ?? '')],
        ]}
      />
      {viewerCanChange && (
        <ul class="cells mt3">
          <li>
            <Cell title={words.rename} onClick={() => onPart('rename')} />
          </li>
          <li>
            <Cell title={words.superior} onClick={() => onPart('superior')} />
          </li>
          {!organ.external && (
            <li>
              <Cell title={words.cover} onClick={() => onPart('cover')} />
            </li>
          )}
          {organ.kind !== 'COUNTY_COMMISSION' && (
            <li>
              <Cell title={words.close} onClick={() => onPart('close')} />
            </li>
          )}
        </ul>
      )}
      <button class="btn btn--text mt3" type="button" onClick={onClose}>
        {words.shut}
      </button>
    </>
  )
}
