// Reading aloud, where the phone can speak.
import { useEffect, useState } from 'preact/hooks'
import { common } from '@/shared/text/common'
import { Icon } from './icon'

/** A button that reads the text; absent where there is no voice. */
export function ReadAloud({ text }: { text: string }) {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => stop, [])
  if (!('speechSynthesis' in window) || typeof SpeechSynthesisUtterance === 'undefined') return null
  const toggle = () => {
    stop()
    if (speaking) return setSpeaking(false)
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = 'zh-CN'
    utterance.rate = 0.9
    utterance.onend = () => setSpeaking(false)
    utterance.onerror = () => setSpeaking(false)
    window.speechSynthesis.speak(utterance)
    setSpeaking(true)
  }
  return (
    <button class="btn btn--quiet btn--small mt3" type="button" aria-pressed={speaking} onClick={toggle}>
      <Icon name={speaking ? 'stop' : 'speaker'} />
      {speaking ? common.readStop : common.readAloud}
    </button>
  )
}

function stop(): void {
  if ('speechSynthesis' in window) window.speechSynthesis.cancel()
}
