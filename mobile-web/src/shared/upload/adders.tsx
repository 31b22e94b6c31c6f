// Large tiles over the phone's own file pickers.
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { Icon, type IconName } from '@/shared/ui/icon'
import { uploadText } from './text'

const tiles: readonly { kind: MediaKind; icon: IconName; accept: string }[] = [
  { kind: 'PHOTO', icon: 'photo', accept: 'image/*' },
  { kind: 'VIDEO', icon: 'video', accept: 'video/*' },
  { kind: 'AUDIO', icon: 'mic', accept: 'audio/*' },
]

interface Props {
  onPick: (files: File[], kind: MediaKind) => void
}

export function Adders({ onPick }: Props) {
  const pick = (input: HTMLInputElement, kind: MediaKind) => {
    const files = Array.from(input.files ?? [])
    input.value = ''
    if (files.length > 0) onPick(files, kind)
  }
  return (
    <div class="adders">
      {tiles.map(({ kind, icon, accept }) => (
        <label key={kind} class="adder">
          <Icon name={icon} size={28} />
          <span>{uploadText.kinds[kind]}</span>
          <input type="file" accept={accept} multiple onChange={(event) => pick(event.currentTarget, kind)} />
        </label>
      ))}
    </div>
  )
}
