//! A folder that is open: what lies below it is reached from its handle, and no link on the way is followed.

use super::read::{no_file, whole};
use super::watch::{Event, about_to};
use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use std::fs::File;
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

/// A folder that is open.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    path: PathBuf,
}

/// What stands under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, whatever it leads to.
    Link,
    /// A pipe, a device, a socket.
    Other,
}

impl Folder {
    /// The folder at a path that a person has named.
    pub fn open(path: &Path) -> Result<Self> {
        // A folder that is called nothing is the one where the program was started.
        let named = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        Ok(Self {
            dir: Dir::open_ambient_dir(named, ambient_authority())?,
            path: path.to_path_buf(),
        })
    }

    /// The folder at a path that a person has named, made if it is not there.
    pub fn create(path: &Path) -> Result<Self> {
        if !path.is_dir() {
            about_to(&Event::MakeFolder(path))?;
            Dir::create_ambient_dir_all(path, ambient_authority())?;
        }
        Self::open(path)
    }

    /// Where it was when it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where something in it is.
    pub fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What stands under a name, if anything does.
    pub fn kind(&self, name: &str) -> Result<Option<Kind>> {
        let metadata = match self.dir.symlink_metadata(name) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(if metadata.is_symlink() {
            Kind::Link
        } else if metadata.is_dir() {
            Kind::Folder
        } else if metadata.is_file() {
            Kind::File
        } else {
            Kind::Other
        }))
    }

    /// A folder in this one.
    pub fn folder(&self, name: &str) -> Result<Self> {
        Ok(Self {
            dir: self.dir.open_dir_nofollow(name)?,
            path: self.at(name),
        })
    }

    /// A folder in this one, made if it is not there.
    pub fn make(&self, name: &str) -> Result<Self> {
        if self.kind(name)?.is_none() {
            about_to(&Event::MakeFolder(&self.at(name)))?;
            match self.dir.create_dir(name) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        self.folder(name)
    }

    /// The folder around what stands at `place`, a name with `/`, and its name there.
    pub fn around<'n>(&self, place: &'n str) -> Result<(Option<Self>, &'n str)> {
        self.walk(place, Self::folder)
    }

    /// The same, and what is missing on the way is made.
    pub fn make_around<'n>(&self, place: &'n str) -> Result<(Option<Self>, &'n str)> {
        self.walk(place, Self::make)
    }

    fn walk<'n>(
        &self,
        place: &'n str,
        step: impl Fn(&Self, &str) -> Result<Self>,
    ) -> Result<(Option<Self>, &'n str)> {
        let mut parts: Vec<&str> = place.split('/').collect();
        let name = parts.pop().unwrap_or(place);
        let mut inner: Option<Self> = None;
        for part in parts {
            inner = Some(step(inner.as_ref().unwrap_or(self), part)?);
        }
        Ok((inner, name))
    }

    /// The names of all that is in it, in order, but for those that are no text.
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in self.dir.entries()? {
            if let Ok(name) = entry?.file_name().into_string() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Whether nothing at all is in it.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.dir.entries()?.next().is_none())
    }

    /// A regular file, open for reading.
    pub fn file(&self, name: &str) -> Result<File> {
        self.regular(name, OpenOptions::new().read(true))
    }

    /// The text of a regular file of at most so many bytes.
    pub fn text(&self, name: &str, most: u64) -> Result<String> {
        whole(self.file(name)?, most)
    }

    /// A regular file that stands for a lock, made if it is not there. It is never written.
    pub fn lock_file(&self, name: &str) -> Result<File> {
        if self.kind(name)?.is_none() {
            about_to(&Event::Create(&self.at(name)))?;
        }
        self.regular(name, OpenOptions::new().read(true).write(true).create(true))
    }

    /// Opens what is a regular file or not there. Where it is a pipe by now, nothing waits.
    fn regular(&self, name: &str, options: &mut OpenOptions) -> Result<File> {
        if self.kind(name)?.is_some_and(|kind| kind != Kind::File) {
            return Err(no_file());
        }
        options.follow(FollowSymlinks::No).nonblock(true);
        let file = self.dir.open_with(name, options)?.into_std();
        if file.metadata()?.is_file() {
            Ok(file)
        } else {
            Err(no_file())
        }
    }

    /// A new file. Nothing may stand under its name.
    pub fn new_file(&self, name: &str) -> Result<NewFile> {
        let path = self.at(name);
        about_to(&Event::Create(&path))?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        Ok(NewFile {
            file: self.dir.open_with(name, &options)?.into_std(),
            path,
        })
    }

    /// Gives a file a further name in another folder, where nothing may stand under it. Not every disk can.
    pub fn link(&self, name: &str, into: &Self, other: &str) -> Result<()> {
        about_to(&Event::Link(&self.at(name), &into.at(other)))?;
        self.dir.hard_link(name, &into.dir, other)
    }

    /// Gives a file another name in another folder, in place of a file that has it.
    pub fn rename(&self, name: &str, into: &Self, other: &str) -> Result<()> {
        about_to(&Event::Rename(&self.at(name), &into.at(other)))?;
        self.dir.rename(name, &into.dir, other)
    }

    /// Removes a file, or a link and not what it leads to. What is not there is removed already.
    pub fn remove(&self, name: &str) -> Result<()> {
        about_to(&Event::Remove(&self.at(name)))?;
        match self.dir.remove_file_or_symlink(name) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Removes a folder in which nothing is.
    pub fn remove_folder(&self, name: &str) -> Result<()> {
        about_to(&Event::Remove(&self.at(name)))?;
        self.dir.remove_dir(name)
    }

    /// Puts all that was written below it, and every name, on the disk itself. Without such a call of the system
    /// the names alone.
    pub fn settle(&self) -> Result<()> {
        about_to(&Event::Settle(&self.path))?;
        settle(self)
    }

    /// Puts the names in it on the disk itself, where the system can.
    pub fn settle_names(&self) {
        if let Ok(file) = self.readable() {
            let _ = file.sync_all();
        }
    }

    /// The folder itself as a file: its handle leads to what is below it, and to nothing else.
    fn readable(&self) -> Result<File> {
        Ok(self.dir.open(".")?.into_std())
    }
}

/// A file that is being written.
#[derive(Debug)]
pub struct NewFile {
    file: File,
    path: PathBuf,
}

impl NewFile {
    /// Puts what was written on the disk itself.
    pub fn sync(&self) -> Result<()> {
        about_to(&Event::Sync(&self.path))?;
        self.file.sync_all()
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        about_to(&Event::Write(&self.path))?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.file.flush()
    }
}

#[cfg(target_os = "linux")]
fn settle(folder: &Folder) -> Result<()> {
    Ok(rustix::fs::syncfs(folder.readable()?)?)
}

#[cfg(not(target_os = "linux"))]
fn settle(folder: &Folder) -> Result<()> {
    folder.settle_names();
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_link_is_followed_inwards_or_outwards() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        std::fs::create_dir_all(at("own/real")).unwrap();
        std::fs::create_dir_all(at("other")).unwrap();
        std::fs::write(at("other/x"), "theirs").unwrap();
        for (to, name) in [("../other", "out"), ("real", "in"), ("../other/x", "x")] {
            symlink(to, at("own").join(name)).unwrap();
        }
        let own = Folder::open(&at("own")).unwrap();
        for name in ["out", "in", "x"] {
            assert_eq!(own.kind(name).unwrap(), Some(Kind::Link));
            assert!(own.folder(name).is_err() && own.make(name).is_err(), "{name}");
        }
        assert!(own.file("x").is_err() && own.lock_file("x").is_err() && own.new_file("x").is_err());
        assert!(own.make_around("out/new/y").is_err() && own.folder("..").is_err());
        own.remove("x").unwrap();
        let mut file = own.new_file("y").unwrap();
        file.write_all(b"ours").unwrap();
        // A link in the way is replaced, and not what it leads to.
        symlink("../other/x", at("own/z")).unwrap();
        own.rename("y", &own, "z").unwrap();
        assert_eq!(std::fs::read_to_string(at("own/z")).unwrap(), "ours");
        assert_eq!(std::fs::read_to_string(at("other/x")).unwrap(), "theirs");
        assert_eq!(std::fs::read_dir(at("other")).unwrap().count(), 1);
    }

    #[test]
    fn what_is_written_can_be_put_on_the_disk_itself() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        folder.settle().unwrap();
        folder.readable().unwrap().sync_all().unwrap();
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let place = tempfile::tempdir().unwrap();
        let pipe = std::process::Command::new("mkfifo")
            .arg(place.path().join("pipe"))
            .status();
        assert!(pipe.unwrap().success());
        let folder = Folder::open(place.path()).unwrap();
        assert_eq!(folder.kind("pipe").unwrap(), Some(Kind::Other));
        assert!(folder.text("pipe", 9).is_err() && folder.lock_file("pipe").is_err());
    }
}
