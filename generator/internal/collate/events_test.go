package collate

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dossier/generator/internal/witness"
)

// eventKind is a kind of event and the ways to tell it: per statement, the frames.
type eventKind struct {
	name   string
	held   bool // held back from calibration
	frames [][]string
}

func readEvents(t testing.TB) []eventKind {
	t.Helper()
	data, err := os.ReadFile("testdata/events.txt")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []eventKind
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#") || line == "":
		case strings.HasPrefix(line, "="):
			kinds = append(kinds, eventKind{name: strings.TrimLeft(line, "=* "), held: strings.HasPrefix(line, "=*"), frames: [][]string{nil}})
		case line == "--":
			k := &kinds[len(kinds)-1]
			k.frames = append(k.frames, nil)
		default:
			k := &kinds[len(kinds)-1]
			last := len(k.frames) - 1
			k.frames[last] = append(k.frames[last], line)
		}
	}
	return kinds
}

// Names that events are told of; spellings of one name are parted by bars.
var (
	eventCities    = strings.Fields("Borsham Kelvora Teheran|Tehran Aceh Odessa|Odesa Kadiri Lubango Marapu Zhovta|Jovta Sandvik Quillota Ardabil Tolmin Gharyan|Garyan Piura Nukus Hakodate Varzob Rijeka Cebu Dobrich Kharkiv|Kharkov Almaty|Alma-Ata Bamyan|Bamiyan Tuxtla Gisenyi")
	eventCountries = strings.Fields("Iran Indonesia Ukraine Chile Angola Norway Libya Peru Uzbekistan Japan Tajikistan Croatia Bulgaria Kazakhstan Afghanistan Mexico Rwanda Slovenia Moldova Ghana Kenya Vietnam")
	eventFirst     = strings.Fields("Anton Maria Sergei|Sergey Yusuf|Yousef Helena Omar Pavel Lucia Daniel Kofi Ingrid Mehmet Ruth Viktor|Victor Amina Jorge Tomas Nadia Peter Leila")
	eventLast      = strings.Fields("Halvorsen Tchernov|Chernov Gaddari|Qaddari Okafor Lindqvist Petrescu Moreno Yilmaz Sato Kovac Abramov Diallo Baranov Castillo Nguyen Haddad|Haddadi Rossi Wexler Tambo Jansen Milosic|Miloshic Zhukov|Jukov Farrell Ozturk Brandt Mwangi")
	eventGroups    = strings.Fields("Veltrix Northgate Ostara Brightwell Kestrel Montclair Dynasol Harrow Pelican Redfern Sunward Tavora Ironside Calder Lumora Astoria Wolverton Falcor Meridian Sapphire")
	eventDays      = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	eventNumbers   = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve")
)

// event is what happened, by slot.
type event map[string]string

func newEvent(r *rand.Rand) event {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	person := pick(eventFirst) + " " + pick(eventLast)
	return event{
		"city": pick(eventCities), "country": pick(eventCountries), "person": person, "last": person[strings.Index(person, " ")+1:],
		"other": pick(eventFirst) + " " + pick(eventLast), "group": pick(eventGroups), "rival": pick(eventGroups), "day": pick(eventDays),
		"n": strconv.Itoa(2 + r.IntN(30)), "m": strconv.Itoa(10 * (2 + r.IntN(40))), "x": fmt.Sprintf("%d.%d", 3+r.IntN(5), r.IntN(10)),
		"money": fmt.Sprintf("$%d million", 2+r.IntN(90)),
	}
}

// tell returns one telling of an event: the lead and one or two more statements in frames of its own. A reporter spells names in one of
// the ways there are, writes small numbers as words or digits, and now and then knows another figure or nothing of the day.
func (e event) tell(k eventKind, r *rand.Rand, used map[string]bool) []string {
	slots := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(e)) { // in one order, so that a seed gives one set
		v := e[name]
		var words []string
		for w := range strings.FieldsSeq(v) {
			spellings := strings.Split(w, "|")
			words = append(words, spellings[r.IntN(len(spellings))])
		}
		slots[name] = strings.Join(words, " ")
	}
	if r.IntN(5) == 0 {
		n, _ := strconv.Atoi(slots["n"])
		slots["n"] = strconv.Itoa(n + 1 + r.IntN(2)) // the toll has risen
	}
	if n, err := strconv.Atoi(slots["n"]); err == nil && n < len(eventNumbers) && r.IntN(2) == 0 {
		slots["n"] = eventNumbers[n]
	}
	var out []string
	for s, frames := range k.frames {
		if s > 0 && r.IntN(4) == 0 {
			continue
		}
		var unused []string
		for _, f := range frames {
			if !used[f] {
				unused = append(unused, f)
			}
		}
		if len(unused) == 0 {
			continue
		}
		frame := unused[r.IntN(len(unused))]
		used[frame] = true
		for name, v := range slots {
			frame = strings.ReplaceAll(frame, "{"+name+"}", v)
		}
		out = append(out, strings.ToUpper(frame[:1])+frame[1:])
	}
	return out
}

// eventScore is what became of the events of a set of kinds.
type eventScore struct{ right, wrong, pairs, found int }

// compareEvents makes, with each seed, two events of each kind, tells each twice, and counts the alignments that join tellings of one
// event and those that join different ones, and the pairs of tellings that are found. Only if again is set do the tellings of
// two events share a frame, as where an agency fills in a form.
func compareEvents(t testing.TB, kinds []eventKind, seeds [2]uint64, again bool) eventScore {
	var s eventScore
	for seed := seeds[0]; seed < seeds[1]; seed++ {
		r := rand.New(rand.NewPCG(seed, seed))
		var texts []witness.Text
		of, body := map[string]int{}, map[string]string{}
		number := 0
		for _, k := range kinds {
			used := map[string]bool{}
			for range 2 {
				e := newEvent(r)
				number++
				if again {
					used = map[string]bool{}
				}
				s.pairs++
				for n := range 2 {
					x := witness.Text{ID: fmt.Sprintf("%03d-%d", number, n), Lang: "en", Body: strings.Join(e.tell(k, r, used), []string{" ", "\n\n"}[r.IntN(2)])}
					texts = append(texts, x)
					of[x.ID], body[x.ID] = number, x.Body
				}
			}
		}
		for _, c := range Compare(texts, Options{}).Comparisons {
			if of[c.A] == of[c.B] && len(c.Alignments) > 0 {
				s.found++
			}
			for _, al := range c.Alignments {
				if of[c.A] == of[c.B] {
					s.right++
					continue
				}
				s.wrong++
				t.Logf("wrong: %s %.2f\n  %s\n  %s", al.Kind, al.Score, al.A.In(body[c.A]), al.B.In(body[c.B]))
			}
		}
	}
	return s
}

func TestTwoEventsOfOneKindAreNotOneStatement(t *testing.T) {
	for _, half := range []struct {
		name  string
		held  bool
		seeds [2]uint64
	}{{"calibrated on", false, [2]uint64{0, 12}}, {"held back", true, [2]uint64{30, 42}}} {
		var list []eventKind
		for _, k := range readEvents(t) {
			if k.held == half.held {
				list = append(list, k)
			}
		}
		for _, again := range []bool{false, true} {
			t.Run(fmt.Sprint(half.name, ", frames again ", again), func(t *testing.T) {
				s := compareEvents(t, list, half.seeds, again)
				t.Logf("%d alignments of one event, %d of two (%.1f in 100); %d of %d pairs of tellings", s.right, s.wrong, 100*float64(s.wrong)/float64(max(1, s.right)), s.found, s.pairs)
				// Without names and numbers 52 and 76 alignments in 100 joined two events, and 100 and 106 where frames come again,
				// and 79 and 75 pairs of tellings in 100 were found.
				most := 5
				if again {
					most = 12
				}
				if 100*s.wrong > most*s.right {
					t.Errorf("%d alignments join two events beside %d of one, want at most %d in 100", s.wrong, s.right, most)
				}
				if 100*s.found < 88*s.pairs {
					t.Errorf("%d of %d pairs of tellings are found, want 88 in 100", s.found, s.pairs)
				}
			})
		}
	}
}
