import { SegmentedLinks } from '@/components/ui/segmented.tsx';

/** Who the friends are, or what they did. */
export function CircleSwitch({ current }: { readonly current: 'friends' | 'activity' }) {
  return (
    <SegmentedLinks
      label="Friends and what they do"
      items={[
        { href: '/friends', label: 'Friends', current: current === 'friends' },
        { href: '/activity', label: 'Activity', current: current === 'activity' },
      ]}
    />
  );
}
