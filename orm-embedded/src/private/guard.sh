# Runs a server for as long as somebody holds the FIFO on our input, then stops it and removes its folder.
# guard.sh <folder> <signal that stops the server> <seconds to linger> <server> <arguments>...
trap '' HUP INT QUIT TERM
dir=$1 signal=$2 linger=$3
shift 3
exec 3<&0 </dev/null

"$@" >"$dir/log" 2>&1 3<&- &
server=$!
echo "$server" >"$dir/server"

# Reads to the end of the FIFO, that is, until nobody holds it. Each process that joins writes a line.
drain() {
    joined=
    while read -r _; do joined=1; done <&3
}

(
    drain
    while [ "$linger" != 0 ] && [ ! -e "$dir/ended" ]; do
        sleep "$linger"
        drain
        [ -n "$joined" ] && continue
        # Closes the door, and then waits for those who slipped in before it was shut.
        mv "$dir/life" "$dir/closed"
        drain
        break
    done
    # Not `:`, with which a shell ends where the file cannot be written.
    echo >"$dir/stopping"
    # A server that has only begun to start ignores signals, as we do. One that has ended cannot be signalled.
    tries=0
    while [ ! -e "$dir/ended" ] && kill -s "$signal" "$server"; do
        sleep 0.1 || sleep 1
        tries=$((tries + 1))
        [ "$signal" = QUIT ] && [ "$tries" = 100 ] && signal=KILL
    done
) &
users=$!

wait "$server"
echo >"$dir/ended"
[ -e "$dir/stopping" ] || wait "$users"
kill -s KILL "$users"
rm -rf "$dir"
