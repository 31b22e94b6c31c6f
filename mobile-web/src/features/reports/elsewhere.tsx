// The right channel for what this county may not take.
import { Icon } from '@/shared/ui/icon'
import { text } from './text'
import type { Channel } from './use-intake'

export function Elsewhere({ channel }: { channel: Channel }) {
  return (
    <div class="note note--discipline mt4" role="status">
      <div class="note__row">
        <Icon name="shield" size={28} />
        <div>
          <h2 class="as-h3">{text.elsewhere.title(channel.name)}</h2>
          <p class="mt2">{channel.advice}</p>
          <p class="mt2">{text.elsewhere.nothing}</p>
          {channel.telephone && (
            <a class="btn btn--red-quiet mt3" href={`tel:${channel.telephone.replace(/[^\d+]/g, '')}`}>
              {text.elsewhere.call} {channel.telephone}
            </a>
          )}
        </div>
      </div>
    </div>
  )
}
