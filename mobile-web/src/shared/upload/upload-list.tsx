// The files with their state in words.
import { bytes, minutes } from '@/shared/format/format'
import { Icon } from '@/shared/ui/icon'
import { useRef, useState } from 'preact/hooks'
import type { UploadItem } from './item'
import { uploadText } from './text'

interface Props {
  items: readonly UploadItem[]
  /** Without it nothing can be taken back any more. */
  onRemove?: ((id: string) => void) | undefined
}

export function UploadList({ items, onRemove }: Props) {
  if (items.length === 0) return null
  return (
    <ul class="uploads">
      {items.map((item) => (
        <UploadRow key={item.id} item={item} onRemove={onRemove} />
      ))}
    </ul>
  )
}

function UploadRow({ item, onRemove }: { item: UploadItem } & Pick<Props, 'onRemove'>) {
  const percent = Math.floor((item.sent / Math.max(1, item.size)) * 100)
  const moving = item.state === 'sending' || item.state === 'paused' || item.state === 'ready'
  return (
    <li class={`upload${item.state === 'paused' ? ' upload--paused' : ''}`}>
      <div class="upload__top">
        {item.kind === 'AUDIO' ? <Player item={item} /> : <Thumb item={item} />}
        <div class="upload__body">
          <p class="upload__name">
            {item.name} <span class="soft small num upload__size">{item.seconds === undefined ? bytes(item.size) : minutes(item.seconds)}</span>
          </p>
          {moving && (
            <progress value={percent} max={100} aria-label={uploadText.progress(item.name)}>
              {percent}%
            </progress>
          )}
          <p class="upload__state num">
            {item.state === 'paused' && <Icon name="offline" />}
            {item.state === 'done' && <Icon name="tick" />}
            {words(item, percent)}
          </p>
        </div>
        {onRemove && (
          <button class="upload__x" type="button" aria-label={uploadText.remove(item.name)} onClick={() => onRemove(item.id)}>
            <Icon name="cross" />
          </button>
        )}
      </div>
      {item.state === 'paused' && <p class="upload__why">{item.why ?? uploadText.pausedWhy(item.size - item.sent)}</p>}
      {item.state === 'refused' && (
        <p class="field__error" role="alert">
          <Icon name="warn" size={24} />
          <span>{item.why}</span>
        </p>
      )}
    </li>
  )
}

function words(item: UploadItem, percent: number): string {
  if (item.state === 'sending') return uploadText.sending(percent)
  if (item.state === 'paused') return item.why ? '' : uploadText.paused(percent)
  return item.state === 'refused' ? '' : uploadText[item.state]
}

function Thumb({ item }: { item: UploadItem }) {
  const [unreadable, setUnreadable] = useState(false)
  return (
    <div class="upload__thumb">
      {item.thumb && !unreadable ? <img src={item.thumb} alt="" onError={() => setUnreadable(true)} /> : <Icon name={item.kind === 'VIDEO' ? 'video' : 'photo'} size={32} />}
    </div>
  )
}

function Player({ item }: { item: UploadItem }) {
  const audio = useRef<HTMLAudioElement>(null)
  const play = () => {
    const player = audio.current
    if (!player) return
    if (player.paused) void player.play().catch(() => undefined)
    else player.pause()
  }
  return (
    <>
      <button class="recorder__btn" type="button" aria-label={uploadText.play(item.name)} onClick={play}>
        <Icon name="play" />
      </button>
      <audio ref={audio} src={item.thumb} preload="none" />
    </>
  )
}
