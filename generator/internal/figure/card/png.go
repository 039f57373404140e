package card

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/color"

	"github.com/klauspost/compress/zlib"
)

// A packer writes pictures as PNG (W3C recommendation of 2025): with two pixels of sixteen colours in a byte, and no filter. The
// package image/png asks for the colour of each pixel, and compress/zlib takes twice
// the time of the packer used here.
type packer struct {
	zip *zlib.Writer
	row [1 + Width/2]byte // the first byte says that it has no filter
}

// pack returns a picture of pixels, places in a palette of which the first is the paper's. inked says of each row before which pixel
// the last is that is not paper.
func (p *packer) pack(pixels []uint8, inked []int, palette []color.RGBA) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(24 << 10)
	out.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		size := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		sum := crc32.Update(crc32.ChecksumIEEE([]byte(kind)), crc32.IEEETable, data)
		for _, part := range [][]byte{size, []byte(kind), data, binary.BigEndian.AppendUint32(nil, sum)} {
			out.Write(part)
		}
	}
	head := binary.BigEndian.AppendUint32(nil, Width)
	head = binary.BigEndian.AppendUint32(head, Height)
	chunk("IHDR", append(head, 4, 3, 0, 0, 0)) // four bits a pixel, of a palette
	var colours []byte
	for _, c := range palette {
		colours = append(colours, c.R, c.G, c.B)
	}
	chunk("PLTE", colours)
	var data bytes.Buffer
	data.Grow(24 << 10)
	if p.zip == nil {
		z, err := zlib.NewWriterLevel(&data, zlib.BestSpeed)
		if err != nil {
			return nil, fmt.Errorf("write card: %w", err)
		}
		p.zip = z
	} else {
		p.zip.Reset(&data)
	}
	for y, to := range inked {
		from, row := pixels[y*Width:][:(to+1)/2*2], p.row[1:]
		for i := 0; i+1 < len(from); i += 2 {
			row[i/2] = from[i]<<4 | from[i+1]
		}
		clear(row[len(from)/2:])
		if _, err := p.zip.Write(p.row[:]); err != nil {
			return nil, fmt.Errorf("write card: %w", err)
		}
	}
	if err := p.zip.Close(); err != nil {
		return nil, fmt.Errorf("write card: %w", err)
	}
	chunk("IDAT", data.Bytes())
	chunk("IEND", nil)
	return out.Bytes(), nil
}
