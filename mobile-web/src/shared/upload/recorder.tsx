// Recording one's own voice, where the phone can; loaded when the step with it opens.
import { useEffect, useRef, useState } from 'preact/hooks'
import { minutes } from '@/shared/format/format'
import { Icon } from '@/shared/ui/icon'

const words = {
  label: '录音',
  start: '开始录音',
  stop: '停止录音',
  invite: '不想打字？说给我们听',
  how: '按一下开始，再按一下停。最长 5 分钟。',
  recording: (seconds: number) => `正在录 ${minutes(seconds)}`,
  end: '说完再按一下。最长 5 分钟。',
  refused: '手机没有让用麦克风。可以先用手机自己的录音机录好，下一步再选进来。',
  pick: '不想打字？可以录音',
  pickHow: '点左边，用手机录一段，或选一段录好的。',
}

const longest = 300
const bitsPerSecond = 32_000
const kinds = ['audio/mp4', 'audio/webm;codecs=opus', 'audio/webm']

interface Props {
  onRecorded: (audio: Blob, seconds: number) => void
  onPicked: (files: File[]) => void
}

/** A recorder, or a file input where the phone's browser can't record. */
export default function VoiceRecorder({ onRecorded, onPicked }: Props) {
  const [failed, setFailed] = useState(false)
  if (!canRecord()) return <Picker onPicked={onPicked} />
  return (
    <>
      <Recorder onRecorded={onRecorded} onFailed={() => setFailed(true)} />
      {failed && (
        <p class="field__hint" role="status">
          {words.refused}
        </p>
      )}
    </>
  )
}

function canRecord(): boolean {
  const { mediaDevices } = navigator as Partial<Pick<Navigator, 'mediaDevices'>>
  return typeof MediaRecorder !== 'undefined' && typeof mediaDevices?.getUserMedia === 'function'
}

function Picker({ onPicked }: Pick<Props, 'onPicked'>) {
  return (
    <label class="recorder recorder--pick">
      <span class="recorder__btn">
        <Icon name="mic" size={30} />
      </span>
      <span class="recorder__body">
        <b>{words.pick}</b>
        <br />
        <span class="soft small">{words.pickHow}</span>
      </span>
      <input class="recorder__file" type="file" accept="audio/*" capture="user" onChange={(event) => onPicked(Array.from(event.currentTarget.files ?? []))} />
    </label>
  )
}

function Recorder({ onRecorded, onFailed }: { onRecorded: Props['onRecorded']; onFailed: () => void }) {
  const [seconds, setSeconds] = useState<number>()
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])
  const toggle = async () => {
    if (stop.current) return stop.current()
    try {
      stop.current = await record(setSeconds, (audio, length) => {
        stop.current = undefined
        setSeconds(undefined)
        onRecorded(audio, length)
      })
    } catch {
      onFailed()
    }
  }
  const on = seconds !== undefined
  return (
    <div class="recorder" role="group" aria-label={words.label}>
      <button class="recorder__btn" type="button" aria-label={on ? words.stop : words.start} onClick={() => void toggle()}>
        <Icon name={on ? 'stop' : 'mic'} size={30} />
      </button>
      <div class="recorder__body">
        <b class={on ? 'num' : undefined}>{on ? words.recording(seconds) : words.invite}</b>
        <br />
        <span class="soft small">{on ? words.end : words.how}</span>
      </div>
    </div>
  )
}

/** Starts recording; the answer stops it. Throws when the microphone is refused. */
async function record(onSecond: (seconds: number) => void, onEnd: (audio: Blob, seconds: number) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond, ...(mimeType ? { mimeType } : {}) })
  const parts: Blob[] = []
  const began = Date.now()
  const length = () => Math.round((Date.now() - began) / 1000)
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const timer = setInterval(() => {
    onSecond(length())
    if (length() >= longest) stop()
  }, 500)
  recorder.ondataavailable = ({ data }) => void (data.size > 0 && parts.push(data))
  recorder.onstop = () => {
    clearInterval(timer)
    stream.getTracks().forEach((track) => track.stop())
    onEnd(new Blob(parts, { type: (recorder.mimeType || mimeType || 'audio/webm').split(';')[0] }), length())
  }
  recorder.start(1000)
  onSecond(0)
  return stop
}
