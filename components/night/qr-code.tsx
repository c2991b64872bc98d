import { encode } from 'uqr';

/** A QR code as one path: drawn on the server, nothing for the browser to compute. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="qr"
      data-qr={text}
    >
      <title>{label}</title>
      <path d={path} fill="#231009" />
    </svg>
  );
}
